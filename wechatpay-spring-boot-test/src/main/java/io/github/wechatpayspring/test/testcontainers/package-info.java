/**
 * A simulator of WeChat Pay in a container.
 */
@NullMarked
package io.github.wechatpayspring.test.testcontainers;

import org.jspecify.annotations.NullMarked;
