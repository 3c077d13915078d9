/**
 * The platform certificate download.
 */
@NullMarked
package io.github.wechatpayspring.simulator.certificate;

import org.jspecify.annotations.NullMarked;
