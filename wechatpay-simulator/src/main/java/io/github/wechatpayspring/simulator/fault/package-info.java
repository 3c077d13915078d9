/**
 * Misbehaviour that the simulator can be asked for.
 */
@NullMarked
package io.github.wechatpayspring.simulator.fault;

import org.jspecify.annotations.NullMarked;
