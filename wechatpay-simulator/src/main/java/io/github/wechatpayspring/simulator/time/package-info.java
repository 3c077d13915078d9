/**
 * Time that tests can move.
 */
@NullMarked
package io.github.wechatpayspring.simulator.time;

import org.jspecify.annotations.NullMarked;
