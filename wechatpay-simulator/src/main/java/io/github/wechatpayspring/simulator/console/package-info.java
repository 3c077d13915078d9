/**
 * The web console of the simulator.
 */
@NullMarked
package io.github.wechatpayspring.simulator.console;

import org.jspecify.annotations.NullMarked;
