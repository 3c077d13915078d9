/**
 * Why a signature was refused: what the signature says, and which message it is for.
 */
@NullMarked
package io.github.wechatpayspring.simulator.doctor;

import org.jspecify.annotations.NullMarked;
