/**
 * Commands that measure the starter.
 */
@NullMarked
package io.github.wechatpayspring.benchmarks;

import org.jspecify.annotations.NullMarked;
