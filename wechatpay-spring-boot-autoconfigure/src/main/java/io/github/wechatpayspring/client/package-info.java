/**
 * The wire: signed requests, verified answers, typed errors.
 */
@NullMarked
package io.github.wechatpayspring.client;

import org.jspecify.annotations.NullMarked;
