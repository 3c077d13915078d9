package io.github.wechatpayspring.notification;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * Sees to it that a notification is handled once, though WeChat Pay can send it more than
 * once and at the same time. Whoever claims a notification holds the claim until it was
 * handled, or until the lease ends. Declare a bean of this type to keep claims elsewhere,
 * in a table for example: each method must be one atomic step.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface NotificationClaims {

	/**
	 * Claim a notification.
	 * @param key the notification, of at most 200 characters: merchant number and id
	 * @param owner who claims it; unique for each attempt
	 * @param lease how long the claim is held if the owner neither completes nor releases
	 * it
	 * @return whether the claim was given. An error means that it is not known, and the
	 * notification isn't handled
	 */
	Mono<Result> claim(String key, String owner, Duration lease);

	/**
	 * Keep that a notification was handled, unless another owner holds the claim by now.
	 * @param key the notification
	 * @param owner who claimed it
	 * @return whether the notification is now kept as handled by this owner
	 */
	Mono<Boolean> complete(String key, String owner);

	/**
	 * Give a claim back, so that the notification can be claimed again. Nothing happens
	 * if another owner holds the claim, or the notification was handled.
	 * @param key the notification
	 * @param owner who claimed it
	 * @return whether the claim was given back
	 */
	Mono<Boolean> release(String key, String owner);

	/**
	 * Results of an attempt to claim a notification.
	 */
	enum Result {

		/**
		 * The claim was given.
		 */
		CLAIMED,

		/**
		 * Another owner holds the claim.
		 */
		HELD,

		/**
		 * The notification was handled before.
		 */
		HANDLED

	}

}
