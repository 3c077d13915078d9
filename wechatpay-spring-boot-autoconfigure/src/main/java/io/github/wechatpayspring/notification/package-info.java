/**
 * Notifications of WeChat Pay: verified, decrypted, claimed once and handed to handlers.
 */
@NullMarked
package io.github.wechatpayspring.notification;

import org.jspecify.annotations.NullMarked;
