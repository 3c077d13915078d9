/**
 * JSON as WeChat Pay writes it.
 */
@NullMarked
package io.github.wechatpayspring.json;

import org.jspecify.annotations.NullMarked;
