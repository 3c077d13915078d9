package io.github.wechatpayspring.simulator.fault;

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.ApiExchange;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A request that a fault has its hands on.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class FaultedExchange {

	private final ApiExchange exchange;

	private final Mono<Answer> handling;

	FaultedExchange(ApiExchange exchange, Mono<Answer> handling) {
		this.exchange = exchange;
		this.handling = handling;
	}

	/**
	 * Return the request.
	 * @return the request
	 */
	public ReceivedRequest request() {
		return this.exchange.request();
	}

	/**
	 * Return the merchant that signed the request.
	 * @return the merchant, or {@code null} if the signature was refused
	 */
	public @Nullable SimulatorMerchant merchant() {
		return this.exchange.merchant();
	}

	/**
	 * Return the key that answers are signed with.
	 * @return the key, or {@code null} if the signature was refused
	 */
	public @Nullable PlatformKey answerKey() {
		return this.exchange.answerKey();
	}

	/**
	 * Handle the request as usual.
	 * @return the complete answer
	 */
	public Mono<Answer> proceed() {
		return this.handling;
	}

	/**
	 * Answer with an error, signed as usual.
	 * @param error the error
	 * @return the complete answer
	 */
	public Mono<Answer> error(ApiErrorException error) {
		return Mono.fromSupplier(() -> this.exchange.error(error));
	}

	/**
	 * Answer, signed as usual.
	 * @param answer the answer
	 * @return the complete answer
	 */
	public Mono<Answer> answer(Answer answer) {
		return Mono.fromSupplier(() -> this.exchange.complete(answer));
	}

	/**
	 * Sign an answer again.
	 * @param answer the answer
	 * @param serial what to say in {@code Wechatpay-Serial}
	 * @param signature makes the signature of a message
	 * @param skew how far off the timestamp is
	 * @return the answer, signed
	 */
	public Answer sign(Answer answer, String serial, UnaryOperator<byte[]> signature, Duration skew) {
		return this.exchange.sign(answer, serial, signature, skew);
	}

}
