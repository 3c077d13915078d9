/**
 * How a simulator that runs in another process is found.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.simulator;

import org.jspecify.annotations.NullMarked;
