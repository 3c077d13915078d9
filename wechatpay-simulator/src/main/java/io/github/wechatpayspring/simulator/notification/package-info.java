/**
 * Notifications: signed, encrypted, brought to the merchant and repeated until received.
 */
@NullMarked
package io.github.wechatpayspring.simulator.notification;

import org.jspecify.annotations.NullMarked;
