package io.github.wechatpayspring.simulator.doctor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.http.Diagnosis;
import io.github.wechatpayspring.simulator.http.LocalizedText;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.http.RequestLog;
import io.github.wechatpayspring.simulator.http.SignatureDoctor;
import io.github.wechatpayspring.simulator.http.SignatureRefusal;
import io.github.wechatpayspring.simulator.keys.Rsa;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a signature was refused. An RSA signature gives away the digest that was
 * signed, so the message can be looked for among those that the usual mistakes lead to.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Doctor implements SignatureDoctor {

	private static final int OTHER_REQUESTS = 20;

	private static final int LAST_REQUESTS = 50;

	private static final int MAX_OTHER_BODY_BYTES = 64 * 1024;

	private static final LocalizedText REST_IS_RIGHT = new LocalizedText("其余部分和签名是正确的",
			"the signature itself is right");

	private final SimulatorMerchants merchants;

	private final RequestLog requests;

	private final IdentityFindings identity;

	private final SignatureFindings signatures;

	public Doctor(SimulatorMerchants merchants, RequestLog requests) {
		this.merchants = merchants;
		this.requests = requests;
		this.identity = new IdentityFindings(merchants);
		this.signatures = new SignatureFindings(merchants);
	}

	@Override
	public Diagnosis diagnose(ReceivedRequest request, SignatureRefusal refusal) {
		AuthorizationText authorization = AuthorizationText.of(request);
		Finding presence = HeaderFindings.presence(refusal);
		Finding finding = (presence != null) ? presence : find(request, refusal, authorization);
		return finding.toDiagnosis(refusal.expectedMessage());
	}

	private Finding find(ReceivedRequest request, SignatureRefusal refusal, AuthorizationText authorization) {
		SimulatorMerchant merchant = this.merchants.find(authorization.valueOf("mchid"));
		return switch (refusal.field()) {
			case "scheme" -> HeaderFindings.scheme(authorization);
			case "mchid" -> this.identity.merchant(authorization.valueOf("mchid"), authorization.valueOf("serial_no"));
			case "serial_no" -> serial(refusal, authorization, merchant);
			case "timestamp" -> HeaderFindings.timestamp(authorization.valueOf("timestamp"), request.time());
			case "nonce_str" -> HeaderFindings.nonce(authorization.valueOf("nonce_str"));
			case "signature" -> signature(request, authorization, merchant);
			default -> HeaderFindings.authorization(request, refusal, authorization);
		};
	}

	private Finding serial(SignatureRefusal refusal, AuthorizationText authorization,
			@Nullable SimulatorMerchant merchant) {
		Finding finding = this.identity.serial(merchant, authorization.valueOf("serial_no"));
		String message = refusal.expectedMessage();
		byte[] signature = SignatureFindings.decode(authorization.valueOf("signature"));
		boolean right = merchant != null && message != null && signature != null
				&& Rsa.verify(merchant.publicKey(), message.getBytes(StandardCharsets.UTF_8), signature);
		return right ? finding.also(REST_IS_RIGHT) : finding;
	}

	private Finding signature(ReceivedRequest request, AuthorizationText authorization,
			@Nullable SimulatorMerchant merchant) {
		String text = authorization.valueOf("signature");
		Finding finding = SignatureFindings.text(text);
		byte[] signature = SignatureFindings.decode(text);
		if (finding != null || signature == null || merchant == null) {
			return (finding != null) ? finding : Finding.of(Cause.SIGNATURE_NOT_BASE64);
		}
		// The bytes of the target came as Latin-1.
		String url = new String(request.target().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
		SignedLines lines = SignedLines.of(request.method(), url, authorization.valueOf("timestamp"),
				authorization.valueOf("nonce_str"), request.body());
		return this.signatures.content(signature, lines, merchant, request.header("Host"), otherBodies(merchant));
	}

	private List<byte[]> otherBodies(SimulatorMerchant merchant) {
		List<ReceivedRequest> all = this.requests.all();
		List<byte[]> bodies = new ArrayList<>();
		int last = Math.max(0, all.size() - LAST_REQUESTS);
		for (int i = all.size() - 1; i >= last && bodies.size() < OTHER_REQUESTS; i--) {
			ReceivedRequest other = all.get(i);
			boolean mayBeTheirs = other.merchantId() == null || other.merchantId().equals(merchant.id());
			byte[] body = other.body();
			if (mayBeTheirs && body.length > 0 && body.length <= MAX_OTHER_BODY_BYTES) {
				bodies.add(body);
			}
		}
		return bodies;
	}

}
