package io.github.wechatpayspring.simulator.doctor;

import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.http.LocalizedText;

/**
 * One way in which a signed message differs from the one that had to be signed.
 *
 * @param cause the cause
 * @param line the line that it changes, so that two changes of one are not combined
 * @param summary what is different
 * @param edit makes the difference
 * @author WeChat Pay Spring maintainers
 */
record Change(Cause cause, Line line, LocalizedText summary, UnaryOperator<SignedLines> edit) {

	static Change of(Cause cause, Line line, UnaryOperator<SignedLines> edit) {
		return new Change(cause, line, cause.summary(), edit);
	}

	static Change of(Cause cause, Line line, String chinese, String english, UnaryOperator<SignedLines> edit) {
		return new Change(cause, line, cause.summary(new LocalizedText(chinese, english)), edit);
	}

	/**
	 * What is changed.
	 */
	enum Line {

		/**
		 * How the lines are put together.
		 */
		LAYOUT,

		/**
		 * The method.
		 */
		METHOD,

		/**
		 * The URL.
		 */
		URL,

		/**
		 * The timestamp.
		 */
		TIMESTAMP,

		/**
		 * The nonce.
		 */
		NONCE,

		/**
		 * The body.
		 */
		BODY

	}

}
