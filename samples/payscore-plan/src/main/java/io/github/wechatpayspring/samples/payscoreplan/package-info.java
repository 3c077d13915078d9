/**
 * Sample: creates, queries and stops payscore plans over HTTP.
 */
@NullMarked
package io.github.wechatpayspring.samples.payscoreplan;

import org.jspecify.annotations.NullMarked;
