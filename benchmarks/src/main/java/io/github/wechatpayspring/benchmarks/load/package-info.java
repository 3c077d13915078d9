/**
 * Clients under load, each in a JVM of its own, beside a stub of WeChat Pay.
 */
@NullMarked
package io.github.wechatpayspring.benchmarks.load;

import org.jspecify.annotations.NullMarked;
