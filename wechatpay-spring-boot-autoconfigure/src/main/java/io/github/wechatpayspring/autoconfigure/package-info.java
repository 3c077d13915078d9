/**
 * Auto-configuration for WeChat Pay.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
