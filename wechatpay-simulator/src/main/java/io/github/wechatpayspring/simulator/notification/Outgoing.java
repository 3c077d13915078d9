package io.github.wechatpayspring.simulator.notification;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;

/**
 * A notification about to be sent, as faults change it.
 *
 * @param body the body that is signed
 * @param key finds the key that signs
 * @param skew how far off the timestamp is
 * @param signature changes the Base64 signature
 * @param sentBody changes the body after it was signed
 * @param copies how many are sent at the same time
 * @param delay how long it is held back, on the simulator's clock
 * @author WeChat Pay Spring maintainers
 */
public record Outgoing(String body, Function<SimulatorMerchant, PlatformKey> key, Duration skew,
		UnaryOperator<String> signature, UnaryOperator<String> sentBody, int copies, Duration delay) {

	static Outgoing of(String body) {
		return new Outgoing(body, SimulatorMerchant::preferredPlatformKey, Duration.ZERO, UnaryOperator.identity(),
				UnaryOperator.identity(), 1, Duration.ZERO);
	}

	/**
	 * Change the body before it is signed.
	 * @param body the body
	 * @return the changed notification
	 */
	public Outgoing withBody(String body) {
		return new Outgoing(body, this.key, this.skew, this.signature, this.sentBody, this.copies, this.delay);
	}

	/**
	 * Sign with another key.
	 * @param key finds the key
	 * @return the changed notification
	 */
	public Outgoing withKey(Function<SimulatorMerchant, PlatformKey> key) {
		return new Outgoing(this.body, key, this.skew, this.signature, this.sentBody, this.copies, this.delay);
	}

	/**
	 * Sign at another time.
	 * @param skew how far off the timestamp is
	 * @return the changed notification
	 */
	public Outgoing withSkew(Duration skew) {
		return new Outgoing(this.body, this.key, skew, this.signature, this.sentBody, this.copies, this.delay);
	}

	/**
	 * Change the signature.
	 * @param signature changes the Base64 signature
	 * @return the changed notification
	 */
	public Outgoing withSignature(UnaryOperator<String> signature) {
		return new Outgoing(this.body, this.key, this.skew, signature, this.sentBody, this.copies, this.delay);
	}

	/**
	 * Change the body after it was signed.
	 * @param sentBody changes the body
	 * @return the changed notification
	 */
	public Outgoing withSentBody(UnaryOperator<String> sentBody) {
		return new Outgoing(this.body, this.key, this.skew, this.signature, sentBody, this.copies, this.delay);
	}

	/**
	 * Send several at the same time.
	 * @param copies how many
	 * @return the changed notification
	 */
	public Outgoing withCopies(int copies) {
		return new Outgoing(this.body, this.key, this.skew, this.signature, this.sentBody, copies, this.delay);
	}

	/**
	 * Hold it back.
	 * @param delay how long, on the simulator's clock
	 * @return the changed notification
	 */
	public Outgoing withDelay(Duration delay) {
		return new Outgoing(this.body, this.key, this.skew, this.signature, this.sentBody, this.copies, delay);
	}

}
