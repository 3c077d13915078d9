package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.wechatpayspring.simulator.keys.Rsa;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;

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

	public Authenticator(SimulatorMerchants merchants, Clock clock) {
		this.merchants = merchants;
		this.clock = clock;
		this.nonces = new NonceCache(NONCES, clock);
	}

	ReceivedRequest authenticate(ReceivedRequest request) {
		List<String> headers = request.headers().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
		if (headers.size() != 1) {
			return request.refused(new SignatureRefusal("authorization",
					headers.isEmpty() ? "the header Authorization is missing" : "the header is there twice", null));
		}
		try {
			return verify(request, Authorization.parse(headers.get(0)));
		}
		catch (Authorization.Refused ex) {
			return request.refused(ex.toRefusal());
		}
	}

	private ReceivedRequest verify(ReceivedRequest request, Authorization authorization) {
		byte[] message = authorization.message(request);
		SimulatorMerchant merchant = this.merchants.find(authorization.merchantId());
		if (merchant == null) {
			return refuse(request, message, "mchid", "there is no such merchant");
		}
		Instant signed = Instant.ofEpochSecond(authorization.timestamp());
		Instant now = Instant.ofEpochSecond(this.clock.instant().getEpochSecond());
		if (Duration.between(signed, now).abs().compareTo(TOLERANCE) > 0) {
			return refuse(request, message, "timestamp", "is more than 5 minutes off the clock of the server");
		}
		if (!merchant.serialNumber().equals(authorization.serialNumber())) {
			return refuse(request, message, "serial_no", "is not the serial number of the merchant's certificate");
		}
		if (!Rsa.verify(merchant.publicKey(), message, authorization.signature())) {
			return refuse(request, message, "signature", "sign not match");
		}
		if (!this.nonces.use(merchant.id(), authorization.nonce(), signed.plus(TOLERANCE))) {
			return refuse(request, message, "nonce_str", "was used before");
		}
		return request.verifiedFor(merchant.id(), authorization.head(request));
	}

	private static ReceivedRequest refuse(ReceivedRequest request, byte[] message, String field, String issue) {
		return request.refused(new SignatureRefusal(field, issue, new String(message, StandardCharsets.UTF_8)));
	}

}
