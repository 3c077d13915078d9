package io.github.wechatpayspring.benchmarks.jmh;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.wechatpayspring.benchmarks.PlanSample;
import io.github.wechatpayspring.crypto.EncryptedResource;
import io.github.wechatpayspring.crypto.SignedMessage;
import io.github.wechatpayspring.json.WechatPayJson;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;

/**
 * The pieces of a call, one by one.
 *
 * @author WeChat Pay Spring maintainers
 */
@State(Scope.Benchmark)
public class PieceBenchmark {

	private static final ResolvableType REQUEST = ResolvableType.forClass(PayscorePlanRequest.class);

	private static final ResolvableType ANSWER = ResolvableType.forClass(PayscorePlan.class);

	private final Merchants merchants = Merchants.withKeys();

	private final byte[] answer = PlanSample.ANSWER.getBytes(StandardCharsets.UTF_8);

	private final byte[] message = SignedMessage.ofAnswer("1722850421", "d824f2e086d3c1df967785d13fcd22ef",
			this.answer);

	private final byte[] signature = this.merchants.platformSigner().sign(this.message);

	private final EncryptedResource resource = NotificationSample
		.of("0", this.merchants.merchant().apiV3Key(), this.merchants.platformSigner())
		.resource();

	private final JsonMapper mapper = WechatPayJson.mapper();

	private final JacksonJsonEncoder encoder = new JacksonJsonEncoder(this.mapper);

	private final JacksonJsonDecoder decoder = new JacksonJsonDecoder(this.mapper);

	private final PayscorePlanRequest request = PlanCall.request();

	/**
	 * Sign a message.
	 * @return the signature
	 */
	@Benchmark
	public byte[] sign() {
		return this.merchants.merchant().signer().sign(this.message);
	}

	/**
	 * Verify a signature.
	 * @return whether it is valid
	 */
	@Benchmark
	public boolean verify() {
		if (!this.merchants.platformVerifier().verify(this.message, this.signature)) {
			throw new IllegalStateException("The signature is wrong");
		}
		return true;
	}

	/**
	 * Decrypt the resource of a notification.
	 * @return the plaintext
	 */
	@Benchmark
	public byte[] open() {
		return this.merchants.merchant().apiV3Key().open(this.resource);
	}

	/**
	 * Build a request.
	 * @return the request
	 */
	@Benchmark
	public PayscorePlanRequest build() {
		return PlanCall.request();
	}

	/**
	 * Encode a request.
	 * @return the number of bytes
	 */
	@Benchmark
	public int encode() {
		return this.encoder
			.encodeValue(this.request, DefaultDataBufferFactory.sharedInstance, REQUEST, MediaType.APPLICATION_JSON,
					Map.of())
			.readableByteCount();
	}

	/**
	 * Decode an answer.
	 * @return the plan
	 */
	@Benchmark
	public Object decode() {
		Object plan = this.decoder.decode(DefaultDataBufferFactory.sharedInstance.wrap(this.answer), ANSWER,
				MediaType.APPLICATION_JSON, Map.of());
		if (plan == null) {
			throw new IllegalStateException("There is no plan");
		}
		return plan;
	}

}
