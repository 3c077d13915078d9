/**
 * The payscore plan family.
 */
@NullMarked
package io.github.wechatpayspring.simulator.payscore;

import org.jspecify.annotations.NullMarked;
