/**
 * A simulator of WeChat Pay while an application is developed.
 */
@NullMarked
package io.github.wechatpayspring.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
