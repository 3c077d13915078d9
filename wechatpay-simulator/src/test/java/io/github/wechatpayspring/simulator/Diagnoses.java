package io.github.wechatpayspring.simulator;

import java.net.http.HttpResponse;
import java.util.Objects;

import io.github.wechatpayspring.simulator.SigningClient.Call;
import io.github.wechatpayspring.simulator.http.Diagnosis;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends requests that are refused, and looks up why.
 */
final class Diagnoses {

	private Diagnoses() {
	}

	static Diagnosis of(WechatPaySimulator simulator, Call call) {
		HttpResponse<byte[]> response = call.send();
		assertThat(response.statusCode()).isEqualTo(401);
		String requestId = SigningClient.header(response, "Request-ID");
		Diagnosis diagnosis = simulator.requests()
			.stream()
			.filter((request) -> requestId.equals(request.requestId()))
			.map(Diagnoses::of)
			.findFirst()
			.orElseThrow();
		assertThat(diagnosis.summary().chinese()).isNotEmpty().doesNotContain("%");
		assertThat(diagnosis.causes()).isNotEmpty();
		assertThat(SigningClient.header(response, "Simulator-Diagnosis")).startsWith(diagnosis.cause() + ": ");
		return diagnosis;
	}

	static Diagnosis of(ReceivedRequest request) {
		return Objects.requireNonNull(Objects.requireNonNull(request.signatureRefusal()).diagnosis());
	}

}
