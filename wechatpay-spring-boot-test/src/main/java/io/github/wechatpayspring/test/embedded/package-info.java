/**
 * A simulator of WeChat Pay inside an application.
 */
@NullMarked
package io.github.wechatpayspring.test.embedded;

import org.jspecify.annotations.NullMarked;
