package io.github.wechatpayspring.simulator.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.AnswerSigner;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;

/**
 * Faults of the answer's signature. An answer that is not signed, because its caller is
 * not known, stays as it is.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SignatureFaults {

	private static final String PROBE = "WECHATPAY/SIGNTEST/";

	private static final List<String> HEADERS = List.of(AnswerSigner.SIGNATURE, AnswerSigner.SERIAL,
			AnswerSigner.TIMESTAMP, AnswerSigner.NONCE, AnswerSigner.SIGNATURE_TYPE);

	private SignatureFaults() {
	}

	static Fault wrongSignature() {
		return onSignature((signature) -> {
			byte[] bytes = Base64.getDecoder().decode(signature);
			bytes[bytes.length - 1] ^= 1;
			return Base64.getEncoder().encodeToString(bytes);
		});
	}

	static Fault foreignSignature() {
		return onSigned((exchange, answer, merchant, key) -> exchange.sign(answer, key.serial(), merchant::sign,
				Duration.ZERO));
	}

	static Fault changedBody() {
		// A space before the last byte: still the same JSON, so only the signature tells.
		return (exchange) -> exchange.proceed().map((answer) -> {
			byte[] body = answer.body();
			byte[] changed = new byte[body.length + 1];
			int end = Math.max(body.length - 1, 0);
			System.arraycopy(body, 0, changed, 0, end);
			changed[end] = ' ';
			System.arraycopy(body, end, changed, end + 1, body.length - end);
			return answer.withBody(changed);
		});
	}

	static Fault clockSkew(Duration duration) {
		return onSigned((exchange, answer, merchant, key) -> exchange.sign(answer, key.serial(), key::sign, duration));
	}

	static Fault unknownSerial() {
		return onSigned((exchange, answer, merchant, key) -> answer.withHeader(AnswerSigner.SERIAL, newSerial(key)));
	}

	static Fault otherSerial() {
		return onSigned((exchange, answer, merchant, key) -> answer.withHeader(AnswerSigner.SERIAL,
				otherSerial(merchant, key)));
	}

	private static String otherSerial(SimulatorMerchant merchant, PlatformKey key) {
		if (key.certificate() != null && merchant.platformKeyMode().hasPublicKey()) {
			return merchant.wechatPayPublicKeyId();
		}
		return merchant.platformCertificateSerialNumbers()
			.stream()
			.filter((serial) -> !serial.equals(key.serial()))
			.findFirst()
			.orElseGet(() -> newSerial(key));
	}

	private static String newSerial(PlatformKey key) {
		return (key.certificate() != null) ? RandomText.hex(40).toUpperCase(Locale.ROOT)
				: "PUB_KEY_ID_" + RandomText.digits(34);
	}

	static Fault missingHeader(String name) {
		return (exchange) -> exchange.proceed().map((answer) -> answer.withoutHeader(name));
	}

	static Fault unsigned() {
		return (exchange) -> exchange.proceed().map((answer) -> {
			Answer unsigned = answer;
			for (String header : HEADERS) {
				unsigned = unsigned.withoutHeader(header);
			}
			return unsigned;
		});
	}

	static Fault brokenBase64() {
		return onSignature((signature) -> "%" + signature.substring(1));
	}

	static Fault probe() {
		return onSignature((signature) -> {
			byte[] noise = RandomText.lettersAndDigits(64).getBytes(StandardCharsets.US_ASCII);
			return PROBE + Base64.getEncoder().encodeToString(noise);
		});
	}

	private static Fault onSignature(UnaryOperator<String> change) {
		return (exchange) -> exchange.proceed().map((answer) -> {
			String signature = answer.headers().getFirst(AnswerSigner.SIGNATURE);
			return (signature != null) ? answer.withHeader(AnswerSigner.SIGNATURE, change.apply(signature)) : answer;
		});
	}

	private static Fault onSigned(SignedChange change) {
		return (exchange) -> exchange.proceed().map((answer) -> {
			SimulatorMerchant merchant = exchange.merchant();
			String serial = answer.headers().getFirst(AnswerSigner.SERIAL);
			PlatformKey key = (merchant != null && serial != null) ? merchant.findPlatformKey(serial) : null;
			return (merchant != null && key != null) ? change.apply(exchange, answer, merchant, key) : answer;
		});
	}

	/**
	 * Changes a signed answer.
	 */
	@FunctionalInterface
	private interface SignedChange {

		Answer apply(FaultedExchange exchange, Answer answer, SimulatorMerchant merchant, PlatformKey key);

	}

}
