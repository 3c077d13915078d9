/**
 * Microbenchmarks of the pieces of a call.
 */
@NullMarked
package io.github.wechatpayspring.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
