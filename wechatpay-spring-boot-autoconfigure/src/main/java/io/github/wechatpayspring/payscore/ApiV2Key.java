package io.github.wechatpayspring.payscore;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.util.Assert;

/**
 * Key of WeChat Pay's older API, with which the parameters of ordinary payscore views are
 * signed for the front end ({@code HMAC-SHA256}). The views of plans aren't signed. The
 * key is in no {@code toString}.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ApiV2Key {

	private static final String ALGORITHM = "HmacSHA256";

	private final String key;

	private ApiV2Key(String key) {
		this.key = key;
	}

	/**
	 * Return a key.
	 * @param key the key as it was set in the merchant console
	 * @return the key
	 */
	public static ApiV2Key of(String key) {
		Assert.hasText(key, "API v2 key must not be empty");
		return new ApiV2Key(key);
	}

	/**
	 * Sign parameters. Those that are empty, and {@code sign} itself, don't count.
	 * @param parameters the parameters, such as {@code mch_id}, {@code package},
	 * {@code timestamp}, {@code nonce_str} and {@code sign_type}
	 * @return the signature in upper-case hexadecimal digits
	 */
	public String sign(Map<String, String> parameters) {
		StringBuilder message = new StringBuilder();
		new TreeMap<>(parameters).forEach((name, value) -> {
			if (!value.isEmpty() && !name.equals("sign")) {
				message.append(name).append('=').append(value).append('&');
			}
		});
		message.append("key=").append(this.key);
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return HexFormat.of()
				.withUpperCase()
				.formatHex(mac.doFinal(message.toString().getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Parameters can't be signed", ex);
		}
	}

	@Override
	public String toString() {
		return "ApiV2Key[******]";
	}

}
