package io.github.wechatpayspring.client;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;

import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.SignedMessage;

/**
 * Makes the value of the {@code Authorization} header, with a timestamp and a nonce of
 * its own for every request.
 *
 * @author WeChat Pay Spring maintainers
 */
final class RequestAuthorization {

	private static final int NONCE_BYTES = 16;

	private final Clock clock;

	private final SecureRandom random;

	RequestAuthorization(Clock clock, SecureRandom random) {
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Sign a request.
	 * @param merchantId the merchant number
	 * @param signer signs with the merchant's key
	 * @param method the HTTP method
	 * @param target the path and the query string as sent
	 * @param body the body as sent
	 * @return the value of the header
	 */
	String sign(String merchantId, MessageSigner signer, String method, String target, byte[] body) {
		byte[] nonceBytes = new byte[NONCE_BYTES];
		this.random.nextBytes(nonceBytes);
		String nonce = HexFormat.of().formatHex(nonceBytes);
		String timestamp = Long.toString(this.clock.instant().getEpochSecond());
		byte[] signature = signer.sign(SignedMessage.ofRequest(method, target, timestamp, nonce, body));
		return signer.getScheme() + " mchid=\"" + merchantId + "\",nonce_str=\"" + nonce + "\",timestamp=\"" + timestamp
				+ "\",serial_no=\"" + signer.getSerialNumber() + "\",signature=\""
				+ Base64.getEncoder().encodeToString(signature) + "\"";
	}

}
