package io.github.wechatpayspring.simulator.fault;

import java.time.Duration;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import reactor.core.publisher.Mono;

/**
 * Faults of the status and the content.
 *
 * @author WeChat Pay Spring maintainers
 */
final class StatusFaults {

	private static final String GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head>"
			+ "<body><center><h1>502 Bad Gateway</h1></center></body></html>";

	private static final ApiErrorException SYSTEM_ERROR = ApiErrorException.of(500, "SYSTEM_ERROR", ReasonNumber.NONE,
			"系统异常，请稍后重试", "System error, try again later");

	private StatusFaults() {
	}

	static Fault accepted() {
		return (exchange) -> exchange.answer(Answer.json(202, Json.object()));
	}

	static Fault redirect(String location) {
		return (exchange) -> exchange.answer(Answer.text(302, "text/html", "").withHeader("Location", location));
	}

	static Fault tooManyRequests() {
		return error(ApiErrorException.of(429, "RATELIMIT_EXCEEDED", ReasonNumber.TOO_FREQUENT, "请求过于频繁，请稍后重试",
				"Too many requests, try again later"));
	}

	static Fault systemError() {
		return error(SYSTEM_ERROR);
	}

	static Fault systemErrorAfterHandling() {
		return (exchange) -> exchange.proceed().flatMap((answer) -> exchange.error(SYSTEM_ERROR));
	}

	static Fault badGateway() {
		return (exchange) -> Mono.just(Answer.text(502, "text/html", GATEWAY_PAGE));
	}

	static Fault serviceUnavailable() {
		return error(ApiErrorException.of(503, "SERVICE_UNAVAILABLE", ReasonNumber.NONE, "服务暂不可用，请稍后重试",
				"Service unavailable, try again later"));
	}

	static Fault emptyBody() {
		return (exchange) -> exchange.proceed().map((answer) -> resign(exchange, answer.withBody(new byte[0])));
	}

	static Fault plainText() {
		return (exchange) -> exchange.proceed().map((answer) -> answer.withHeader("Content-Type", "text/plain"));
	}

	private static Fault error(ApiErrorException error) {
		return (exchange) -> exchange.error(error);
	}

	private static Answer resign(FaultedExchange exchange, Answer answer) {
		PlatformKey key = exchange.answerKey();
		return (key != null) ? exchange.sign(answer, key.serial(), key::sign, Duration.ZERO) : answer;
	}

}
