/**
 * WeChat Pay APIv3 on your own machine: start, configure and watch a simulator.
 */
@NullMarked
package io.github.wechatpayspring.simulator;

import org.jspecify.annotations.NullMarked;
