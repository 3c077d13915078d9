package io.github.wechatpayspring.simulator.http;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an answer: who sent it, and how answers to it are signed.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ApiExchange {

	private final ReceivedRequest request;

	private final @Nullable SimulatorMerchant merchant;

	private final AnswerSigner signer;

	private final String requestIdPrefix;

	ApiExchange(ReceivedRequest request, @Nullable SimulatorMerchant merchant, AnswerSigner signer,
			String requestIdPrefix) {
		this.request = request;
		this.merchant = merchant;
		this.signer = signer;
		this.requestIdPrefix = requestIdPrefix;
	}

	/**
	 * Return the request.
	 * @return the request
	 */
	public ReceivedRequest request() {
		return this.request;
	}

	/**
	 * Return the merchant that signed the request.
	 * @return the merchant, or {@code null} if the signature was refused
	 */
	public @Nullable SimulatorMerchant merchant() {
		return this.merchant;
	}

	/**
	 * Turn an error into a complete answer: body, {@code Request-ID} and, for a known
	 * caller, signature.
	 * @param error the error
	 * @return the answer
	 */
	public Answer error(ApiErrorException error) {
		Answer answer = ErrorBodies.answer(error, this.request.header("Accept-Language"));
		boolean signError = error.status() == 401;
		SignatureRefusal refusal = this.request.signatureRefusal();
		Diagnosis diagnosis = (signError && refusal != null) ? refusal.diagnosis() : null;
		Answer explained = (diagnosis != null) ? answer.withHeader(Answer.DIAGNOSIS, diagnosis.line()) : answer;
		return complete(explained, error.reason(), !signError);
	}

	/**
	 * Complete an answer: {@code Request-ID} and, for a known caller, signature.
	 * @param answer the answer
	 * @return the complete answer
	 */
	public Answer complete(Answer answer) {
		return complete(answer, ReasonNumber.NONE, true);
	}

	/**
	 * Sign an answer again in the name of the given key, at another time.
	 * @param answer the answer
	 * @param serial what to say in {@code Wechatpay-Serial}
	 * @param signature makes the signature of a message
	 * @param skew how far off the timestamp is
	 * @return the answer, signed
	 */
	public Answer sign(Answer answer, String serial, UnaryOperator<byte[]> signature, Duration skew) {
		return this.signer.sign(answer, serial, signature, skew);
	}

	/**
	 * Return the key that the request asks answers to be signed with.
	 * @return the key that {@code Wechatpay-Serial} names, the merchant's preferred key
	 * if it names none or an unknown one, {@code null} if the caller is not known
	 */
	public @Nullable PlatformKey answerKey() {
		if (this.merchant == null) {
			return null;
		}
		PlatformKey named = namesKey() ? findNamedKey() : null;
		return (named != null) ? named : this.merchant.preferredPlatformKey();
	}

	boolean namesUnknownKey() {
		return namesKey() && findNamedKey() == null;
	}

	private boolean namesKey() {
		String serial = this.request.header(AnswerSigner.SERIAL);
		return serial != null && !serial.isEmpty();
	}

	private @Nullable PlatformKey findNamedKey() {
		String serial = Objects.requireNonNull(this.request.header(AnswerSigner.SERIAL));
		return Objects.requireNonNull(this.merchant).findPlatformKey(serial);
	}

	private Answer complete(Answer answer, ReasonNumber reason, boolean sign) {
		PlatformKey key = (answer.signingKey() != null) ? answer.signingKey() : answerKey();
		Map<String, String> signed = (sign && key != null) ? this.signer.headers(answer, key) : Map.of();
		return answer.withHeaders((headers) -> {
			headers.set(Answer.REQUEST_ID, this.requestIdPrefix + "-" + reason.number());
			signed.forEach(headers::set);
		});
	}

}
