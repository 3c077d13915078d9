/**
 * The simulator's own API, by which it is watched and told what to do.
 */
@NullMarked
package io.github.wechatpayspring.simulator.control;

import org.jspecify.annotations.NullMarked;
