package io.github.wechatpayspring.simulator.notification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import tools.jackson.databind.node.ObjectNode;

/**
 * One way to send a notification other than it should be.
 *
 * @author WeChat Pay Spring maintainers
 */
@FunctionalInterface
public interface NotificationFault {

	/**
	 * Change a notification about to be sent.
	 * @param outgoing the notification
	 * @return what is sent
	 */
	Outgoing apply(Outgoing outgoing);

	/**
	 * Flip a bit of the signature.
	 * @return the fault
	 */
	static NotificationFault wrongSignature() {
		return (outgoing) -> outgoing.withSignature((signature) -> {
			byte[] bytes = Base64.getDecoder().decode(signature);
			bytes[bytes.length - 1] ^= 1;
			return Base64.getEncoder().encodeToString(bytes);
		});
	}

	/**
	 * Send what WeChat Pay sends to see that merchants verify.
	 * @return the fault
	 */
	static NotificationFault probe() {
		return (outgoing) -> outgoing.withSignature((signature) -> {
			byte[] noise = RandomText.lettersAndDigits(64).getBytes(StandardCharsets.US_ASCII);
			return "WECHATPAY/SIGNTEST/" + Base64.getEncoder().encodeToString(noise);
		});
	}

	/**
	 * Change the body after it was signed; it stays the same JSON.
	 * @return the fault
	 */
	static NotificationFault changedBody() {
		return (outgoing) -> outgoing.withSentBody((body) -> body.substring(0, body.length() - 1) + " }");
	}

	/**
	 * Change the ciphertext before the body is signed: the signature is right, but the
	 * resource cannot be decrypted.
	 * @return the fault
	 */
	static NotificationFault tamperedCiphertext() {
		return (outgoing) -> {
			ObjectNode body = Json.readObject(outgoing.body().getBytes(StandardCharsets.UTF_8));
			ObjectNode resource = (ObjectNode) body.required("resource");
			byte[] ciphertext = Base64.getDecoder().decode(resource.required("ciphertext").stringValue());
			ciphertext[0] ^= 1;
			resource.put("ciphertext", Base64.getEncoder().encodeToString(ciphertext));
			return outgoing.withBody(body.toString());
		};
	}

	/**
	 * Sign correctly, but at another time.
	 * @param skew how far in the future, negative for the past
	 * @return the fault
	 */
	static NotificationFault clockSkew(Duration skew) {
		return (outgoing) -> outgoing.withSkew(skew);
	}

	/**
	 * Sign with the newest platform certificate, as happens while a merchant moves over
	 * to the WeChat Pay public key.
	 * @return the fault
	 */
	static NotificationFault signedWithCertificate() {
		return (outgoing) -> outgoing.withKey(SimulatorMerchant::newestPlatformCertificate);
	}

	/**
	 * Send the same notification several times at once.
	 * @param copies how many, from 2 to 100
	 * @return the fault
	 */
	static NotificationFault duplicates(int copies) {
		if (copies < 2 || copies > 100) {
			throw new IllegalArgumentException("There are 2 to 100 duplicates");
		}
		return (outgoing) -> outgoing.withCopies(copies);
	}

	/**
	 * Hold the notification back until the simulator's clock has moved on.
	 * @param delay how far
	 * @return the fault
	 */
	static NotificationFault delayed(Duration delay) {
		if (delay.isNegative()) {
			throw new IllegalArgumentException("A delay is not negative");
		}
		return (outgoing) -> outgoing.withDelay(delay);
	}

	/**
	 * Read a fault.
	 * @param text the name, or {@code name=value}
	 * @return the fault
	 * @throws IllegalArgumentException if there is no such fault or the value is wrong
	 */
	static NotificationFault parse(String text) {
		return NotificationFaultNames.parse(text);
	}

	/**
	 * Return the names that {@link #parse(String)} knows.
	 * @return the names
	 */
	static Set<String> names() {
		return NotificationFaultNames.names();
	}

	/**
	 * Put several faults together.
	 * @param faults the faults, the first one applied first
	 * @return all of them
	 */
	static NotificationFault all(List<NotificationFault> faults) {
		List<NotificationFault> copy = List.copyOf(faults);
		return (outgoing) -> {
			Outgoing changed = outgoing;
			for (NotificationFault fault : copy) {
				changed = fault.apply(changed);
			}
			return changed;
		};
	}

}
