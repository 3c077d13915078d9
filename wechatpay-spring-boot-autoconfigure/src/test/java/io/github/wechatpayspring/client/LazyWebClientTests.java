package io.github.wechatpayspring.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LazyWebClient}.
 */
class LazyWebClientTests {

	private final List<ClientRequest> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger builds = new AtomicInteger();

	private final WebClient webClient = new LazyWebClient(this::build);

	@Test
	void isBuiltForFirstCallOnly() {
		assertThat(this.builds).hasValue(0);
		IntStream.range(0, 64).parallel().forEach((number) -> call(this.webClient.get()));
		assertThat(this.builds).hasValue(1);
		assertThat(this.requests).hasSize(64);
	}

	@Test
	void callsWithEveryMethod() {
		call(this.webClient.get());
		call(this.webClient.head());
		call(this.webClient.post());
		call(this.webClient.put());
		call(this.webClient.patch());
		call(this.webClient.delete());
		call(this.webClient.options());
		call(this.webClient.method(HttpMethod.TRACE));
		assertThat(this.requests).extracting(ClientRequest::method)
			.containsExactly(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH,
					HttpMethod.DELETE, HttpMethod.OPTIONS, HttpMethod.TRACE);
	}

	@Test
	void mutatesWhatWasBuilt() {
		call(this.webClient.mutate().defaultHeader("X-Mutated", "yes").build().get());
		assertThat(this.requests).singleElement()
			.satisfies((request) -> assertThat(request.headers().toSingleValueMap()).containsEntry("X-Default", "yes")
				.containsEntry("X-Mutated", "yes"));
	}

	@Test
	void triesAgainAfterFailure() {
		AtomicInteger attempts = new AtomicInteger();
		WebClient webClient = new LazyWebClient(() -> {
			if (attempts.incrementAndGet() == 1) {
				throw new IllegalStateException("No connector");
			}
			return build();
		});
		assertThatIllegalStateException().isThrownBy(webClient::get).withMessage("No connector");
		call(webClient.get());
		assertThat(this.requests).hasSize(1);
	}

	private WebClient build() {
		this.builds.incrementAndGet();
		return WebClient.builder()
			.baseUrl("https://api.mch.weixin.qq.com")
			.defaultHeader("X-Default", "yes")
			.exchangeFunction((request) -> {
				this.requests.add(request);
				return Mono.just(ClientResponse.create(HttpStatus.NO_CONTENT).build());
			})
			.build();
	}

	private static void call(WebClient.RequestHeadersUriSpec<?> spec) {
		spec.uri("/v3/certificates").retrieve().toBodilessEntity().block();
	}

}
