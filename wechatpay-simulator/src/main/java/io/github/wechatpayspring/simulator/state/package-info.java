/**
 * What a simulator remembers: nothing beyond its life, or everything in a file.
 */
@NullMarked
package io.github.wechatpayspring.simulator.state;

import org.jspecify.annotations.NullMarked;
