package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;

import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.PlanSample;
import io.github.wechatpayspring.benchmarks.jmh.FreeArithmetic;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The nonce, the message and the {@code Authorization} header, with a signature that
 * costs nothing.
 *
 * @author WeChat Pay Spring maintainers
 */
@State(Scope.Benchmark)
public class AuthorizationBenchmark {

	private final RequestAuthorization authorization = new RequestAuthorization(Clock.systemUTC(), new SecureRandom());

	private final FreeArithmetic signer = new FreeArithmetic();

	private final byte[] body = PlanSample.ANSWER.getBytes(StandardCharsets.UTF_8);

	/**
	 * Make a header.
	 * @return the value of the header
	 */
	@Benchmark
	public String authorization() {
		return this.authorization.sign(Keys.MERCHANT_ID, this.signer, "POST", PlanSample.PATH, this.body);
	}

}
