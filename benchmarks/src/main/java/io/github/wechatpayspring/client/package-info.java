/**
 * Benchmarks of what the package keeps to itself.
 */
@NullMarked
package io.github.wechatpayspring.client;

import org.jspecify.annotations.NullMarked;
