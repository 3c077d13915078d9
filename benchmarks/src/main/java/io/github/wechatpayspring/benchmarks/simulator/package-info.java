/**
 * The simulator under load.
 */
@NullMarked
package io.github.wechatpayspring.benchmarks.simulator;

import org.jspecify.annotations.NullMarked;
