package io.github.wechatpayspring.simulator.fault;

import java.time.Duration;
import java.util.Set;

import io.github.wechatpayspring.simulator.http.Answer;
import reactor.core.publisher.Mono;

/**
 * One way to misbehave. {@link FaultedExchange#proceed()} handles the request as usual; a
 * fault that does not call it answers in place of the operation, so nothing is changed.
 *
 * @author WeChat Pay Spring maintainers
 */
@FunctionalInterface
public interface Fault {

	/**
	 * Misbehave.
	 * @param exchange the request, and the way to handle it
	 * @return the complete answer
	 */
	Mono<Answer> apply(FaultedExchange exchange);

	/**
	 * Handle the request, then hold the answer back.
	 * @param duration how long, in real time
	 * @return the fault
	 */
	static Fault latency(Duration duration) {
		return DeliveryFaults.latency(duration);
	}

	/**
	 * Reset the connection; the request is not handled.
	 * @return the fault
	 */
	static Fault reset() {
		return DeliveryFaults.reset();
	}

	/**
	 * Handle the request, then reset the connection: the answer is lost.
	 * @return the fault
	 */
	static Fault lostAnswer() {
		return DeliveryFaults.lostAnswer();
	}

	/**
	 * Handle the request, then close the connection after half of the body.
	 * @return the fault
	 */
	static Fault truncatedBody() {
		return DeliveryFaults.truncatedBody();
	}

	/**
	 * Flip a bit of the signature.
	 * @return the fault
	 */
	static Fault wrongSignature() {
		return SignatureFaults.wrongSignature();
	}

	/**
	 * Sign with a key that is not WeChat Pay's: the merchant's own.
	 * @return the fault
	 */
	static Fault foreignSignature() {
		return SignatureFaults.foreignSignature();
	}

	/**
	 * Change the body after it was signed, so that it stays well-formed.
	 * @return the fault
	 */
	static Fault changedBody() {
		return SignatureFaults.changedBody();
	}

	/**
	 * Sign with a timestamp that is off.
	 * @param duration how far ahead; negative for behind
	 * @return the fault
	 */
	static Fault clockSkew(Duration duration) {
		return SignatureFaults.clockSkew(duration);
	}

	/**
	 * Name a key in {@code Wechatpay-Serial} that does not exist.
	 * @return the fault
	 */
	static Fault unknownSerial() {
		return SignatureFaults.unknownSerial();
	}

	/**
	 * Name another key in {@code Wechatpay-Serial} than the one that signed; one that
	 * does not exist if the merchant has one key only.
	 * @return the fault
	 */
	static Fault otherSerial() {
		return SignatureFaults.otherSerial();
	}

	/**
	 * Leave one header out.
	 * @param name the name of the header
	 * @return the fault
	 */
	static Fault missingHeader(String name) {
		return SignatureFaults.missingHeader(name);
	}

	/**
	 * Leave all signature headers out.
	 * @return the fault
	 */
	static Fault unsigned() {
		return SignatureFaults.unsigned();
	}

	/**
	 * Send a signature that is not Base64.
	 * @return the fault
	 */
	static Fault brokenBase64() {
		return SignatureFaults.brokenBase64();
	}

	/**
	 * Send a probe: a signature that begins with {@code WECHATPAY/SIGNTEST/}.
	 * @return the fault
	 */
	static Fault probe() {
		return SignatureFaults.probe();
	}

	/**
	 * Answer 202: accepted, result unknown; the request is not handled.
	 * @return the fault
	 */
	static Fault accepted() {
		return StatusFaults.accepted();
	}

	/**
	 * Answer 302; the request is not handled.
	 * @param location where to send the client
	 * @return the fault
	 */
	static Fault redirect(String location) {
		return StatusFaults.redirect(location);
	}

	/**
	 * Answer 429 {@code RATELIMIT_EXCEEDED}; the request is not handled.
	 * @return the fault
	 */
	static Fault tooManyRequests() {
		return StatusFaults.tooManyRequests();
	}

	/**
	 * Answer 500 {@code SYSTEM_ERROR}; the request is not handled.
	 * @return the fault
	 */
	static Fault systemError() {
		return StatusFaults.systemError();
	}

	/**
	 * Handle the request, then answer 500 {@code SYSTEM_ERROR} all the same.
	 * @return the fault
	 */
	static Fault systemErrorAfterHandling() {
		return StatusFaults.systemErrorAfterHandling();
	}

	/**
	 * Answer 502 with a gateway's HTML page, unsigned; the request is not handled.
	 * @return the fault
	 */
	static Fault badGateway() {
		return StatusFaults.badGateway();
	}

	/**
	 * Answer 503 {@code SERVICE_UNAVAILABLE}; the request is not handled.
	 * @return the fault
	 */
	static Fault serviceUnavailable() {
		return StatusFaults.serviceUnavailable();
	}

	/**
	 * Handle the request, then answer with an empty body, correctly signed.
	 * @return the fault
	 */
	static Fault emptyBody() {
		return StatusFaults.emptyBody();
	}

	/**
	 * Handle the request, then answer with content type {@code text/plain}, correctly
	 * signed.
	 * @return the fault
	 */
	static Fault plainText() {
		return StatusFaults.plainText();
	}

	/**
	 * Read a fault as it stands in the header {@code Wechatpay-Simulator-Fault}.
	 * @param text {@code name} or {@code name=value}
	 * @return the fault
	 * @throws IllegalArgumentException if there is no fault of that name, or the value
	 * does not fit
	 */
	static Fault parse(String text) {
		return FaultNames.parse(text);
	}

	/**
	 * Return the names that {@link #parse(String)} knows.
	 * @return the names
	 */
	static Set<String> names() {
		return FaultNames.names();
	}

}
