package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.keys.Rsa;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Finds out which merchant signed a request. A signature counts for its timestamp plus or
 * minus five minutes and, by the simulator's own choice, once per nonce.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Authenticator {

	private static final Duration TOLERANCE = Duration.ofMinutes(5);

	private static final int NONCES = 200_000;

	private final SimulatorMerchants merchants;

	private final Clock clock;

	private final NonceCache nonces;

	private final Deferred<SignatureDoctor> doctor;

	/**
	 * Create an authenticator.
	 * @param merchants who may sign
	 * @param clock tells whether a request is too old
	 * @param doctor explains refused signatures, not made before there is one
	 */
	public Authenticator(SimulatorMerchants merchants, Clock clock, Deferred<SignatureDoctor> doctor) {
		this.merchants = merchants;
		this.clock = clock;
		this.nonces = new NonceCache(NONCES, clock);
		this.doctor = doctor;
	}

	ReceivedRequest authenticate(ReceivedRequest request) {
		return explain(check(request, request.time(), true));
	}

	/**
	 * Check a request that was not received, without using up its nonce.
	 * @param method the method, upper case
	 * @param target path and query, percent-encoding kept
	 * @param headers the headers
	 * @param body the body
	 * @param received when the request was sent, or {@code null} if its timestamp shall
	 * not be compared with a clock
	 * @return the request, verified or refused
	 */
	public ReceivedRequest examine(String method, String target, HttpHeaders headers, byte[] body,
			@Nullable Instant received) {
		Instant time = (received != null) ? received : this.clock.instant();
		return explain(check(ReceivedRequest.of(time, method, target, headers, body), received, false));
	}

	private ReceivedRequest explain(ReceivedRequest request) {
		SignatureRefusal refusal = request.signatureRefusal();
		return (refusal != null) ? request.refused(refusal.with(this.doctor.get().diagnose(request, refusal)))
				: request;
	}

	private ReceivedRequest check(ReceivedRequest request, @Nullable Instant now, boolean once) {
		List<String> headers = request.rawHeaderValues(HttpHeaders.AUTHORIZATION);
		if (headers.size() != 1) {
			return request.refused(new SignatureRefusal("authorization",
					headers.isEmpty() ? "the header Authorization is missing" : "the header is there twice", null));
		}
		try {
			return verify(request, Authorization.parse(headers.get(0)), now, once);
		}
		catch (Authorization.Refused ex) {
			return request.refused(ex.toRefusal());
		}
	}

	private ReceivedRequest verify(ReceivedRequest request, Authorization authorization, @Nullable Instant now,
			boolean once) {
		byte[] message = authorization.message(request);
		SimulatorMerchant merchant = this.merchants.find(authorization.merchantId());
		if (merchant == null) {
			return refuse(request, message, "mchid", "there is no such merchant");
		}
		Instant signed = Instant.ofEpochSecond(authorization.timestamp());
		if (now != null && isOff(signed, now)) {
			return refuse(request, message, "timestamp", "is more than 5 minutes off the clock of the server");
		}
		if (!merchant.serialNumber().equals(authorization.serialNumber())) {
			return refuse(request, message, "serial_no", "is not the serial number of the merchant's certificate");
		}
		if (!Rsa.verify(merchant.publicKey(), message, authorization.signature())) {
			return refuse(request, message, "signature", "sign not match");
		}
		if (once && !this.nonces.use(merchant.id(), authorization.nonce(), signed.plus(TOLERANCE))) {
			return refuse(request, message, "nonce_str", "was used before");
		}
		return request.verifiedFor(merchant.id(), authorization.head(request));
	}

	private static boolean isOff(Instant signed, Instant now) {
		return Duration.between(signed, Instant.ofEpochSecond(now.getEpochSecond())).abs().compareTo(TOLERANCE) > 0;
	}

	private static ReceivedRequest refuse(ReceivedRequest request, byte[] message, String field, String issue) {
		return request.refused(new SignatureRefusal(field, issue, new String(message, StandardCharsets.UTF_8)));
	}

}
