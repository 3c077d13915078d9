package io.github.wechatpayspring.simulator.control;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.simulator.keys.Deferred;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ControlRoutes}.
 *
 * @author WeChat Pay Spring maintainers
 */
class ControlRoutesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final AtomicInteger made = new AtomicInteger();

	private final ControlRoutes routes = new ControlRoutes(Deferred.of(this::make));

	@Test
	void areNotMadeForCallsOfWeChatPay() {
		StepVerifier.create(this.routes.route(request("/v3/certificates"))).expectComplete().verify(TIMEOUT);
		assertThat(this.made).hasValue(0);
	}

	@Test
	void areMadeOnce() {
		for (int i = 0; i < 2; i++) {
			StepVerifier.create(this.routes.route(request("/_simulator/health")))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
		}
		assertThat(this.made).hasValue(1);
	}

	@Test
	void everyCallIsToldWhyTheyCannotBeMade() {
		ControlRoutes broken = new ControlRoutes(Deferred.of(() -> {
			throw new IllegalStateException("no such route");
		}));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> broken.route(request("/_simulator/health")))
				.withMessage("no such route");
		}
	}

	private RouterFunction<ServerResponse> make() {
		this.made.incrementAndGet();
		return RouterFunctions.route(RequestPredicates.GET("/_simulator/health"),
				(request) -> ServerResponse.ok().build());
	}

	private static ServerRequest request(String path) {
		return ServerRequest.create(MockServerWebExchange.from(MockServerHttpRequest.get(path)), List.of());
	}

}
