/**
 * Merchants: who calls WeChat Pay, and with which keys.
 */
@NullMarked
package io.github.wechatpayspring.merchant;

import org.jspecify.annotations.NullMarked;
