/**
 * What an application pays for the starter before it makes a call.
 */
@NullMarked
package io.github.wechatpayspring.benchmarks.application;

import org.jspecify.annotations.NullMarked;
