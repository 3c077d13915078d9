/**
 * Settings and documents that a simulator is started with, and what is wrong with them.
 */
@NullMarked
package io.github.wechatpayspring.simulator.config;

import org.jspecify.annotations.NullMarked;
