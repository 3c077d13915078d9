package io.github.wechatpayspring.simulator;

import java.util.List;
import java.util.stream.IntStream;

import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the requests that a simulator keeps.
 */
class RequestLogTests {

	private WechatPaySimulator simulator;

	@BeforeEach
	void start() {
		this.simulator = WechatPaySimulator.start();
	}

	@AfterEach
	void stop() {
		this.simulator.close();
	}

	@Test
	void requestIsKeptAsReceived() {
		String number = Plans.newNumber();
		String body = Plans.direct(this.simulator.merchant(), number).toString();
		SigningClient.of(this.simulator).post(Plans.DIRECT, body).header("X-Test", "a").send();
		List<ReceivedRequest> requests = this.simulator.requests();
		assertThat(requests).hasSize(1);
		ReceivedRequest request = requests.get(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.target()).isEqualTo(Plans.DIRECT);
		assertThat(request.bodyText()).isEqualTo(body);
		assertThat(request.header("x-test")).isEqualTo("a");
		assertThat(request.headers()).containsEntry("X-TEST", List.of("a"));
		assertThat(request.headerValues("x-none")).isEmpty();
		assertThat(request.merchantId()).isEqualTo(this.simulator.merchant().id());
		assertThat(request.status()).isEqualTo(200);
		assertThat(request.requestId()).endsWith("-0");
		assertThat(request.signatureRefusal()).isNull();
		assertThat(request.time()).isBeforeOrEqualTo(this.simulator.clock().instant());
		assertThat(request.toString()).contains("POST " + Plans.DIRECT, "200")
			.doesNotContain("signature", number, "WECHATPAY2");
	}

	@Test
	void requestCannotBeChanged() {
		SigningClient.of(this.simulator).post(Plans.DIRECT, "{}").send();
		ReceivedRequest request = this.simulator.requests().get(0);
		request.body()[0] = 'x';
		assertThat(request.bodyText()).isEqualTo("{}");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> request.headers().put("a", List.of()));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.simulator.requests().clear());
	}

	@Test
	void largeBodiesAreNotKeptWithoutEnd() {
		SigningClient client = SigningClient.of(this.simulator);
		byte[] body = new byte[1024 * 1024];
		IntStream.range(0, 35).forEach((i) -> client.post("/v3/" + i, body).authorization("").send());
		assertThat(this.simulator.requests()).hasSize(31).extracting(ReceivedRequest::target).startsWith("/v3/4");
	}

	@Test
	void lastThousandRequestsAreKept() {
		SigningClient client = SigningClient.of(this.simulator);
		IntStream.range(0, 1003).forEach((i) -> client.get("/v3/" + i).authorization("").send());
		assertThat(this.simulator.requests()).hasSize(1000)
			.extracting(ReceivedRequest::target)
			.startsWith("/v3/3")
			.endsWith("/v3/1002");
		this.simulator.clearRequests();
		assertThat(this.simulator.requests()).isEmpty();
	}

}
