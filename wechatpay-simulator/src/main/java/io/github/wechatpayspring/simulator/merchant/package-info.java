/**
 * Merchants of the simulator and the platform keys they are answered with.
 */
@NullMarked
package io.github.wechatpayspring.simulator.merchant;

import org.jspecify.annotations.NullMarked;
