/**
 * Payscore plans: operations, requests and answers.
 */
@NullMarked
package io.github.wechatpayspring.payscore;

import org.jspecify.annotations.NullMarked;
