/**
 * Keys, certificates and ciphers of the simulator's two sides.
 */
@NullMarked
package io.github.wechatpayspring.simulator.keys;

import org.jspecify.annotations.NullMarked;
