/**
 * A simulator of WeChat Pay for each application context of the tests.
 */
@NullMarked
package io.github.wechatpayspring.test;

import org.jspecify.annotations.NullMarked;
