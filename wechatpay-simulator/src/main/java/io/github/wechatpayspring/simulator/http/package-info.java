/**
 * The wire: authentication of requests, signing of answers, errors, and the request log.
 */
@NullMarked
package io.github.wechatpayspring.simulator.http;

import org.jspecify.annotations.NullMarked;
