package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

/**
 * The merchant of the test vectors as properties.
 */
final class TestMerchant {

	static final String ID = "1900000109";

	static final String API_V3_KEY = "ApiV3Key-for-tests-0123456789abc";

	static final String SERIAL_NUMBER = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092024080500112233445566";

	/**
	 * Password of the encrypted private key and of the PKCS #12 file.
	 */
	static final String PASSWORD = ID;

	private TestMerchant() {
	}

	static String[] properties(String name) {
		String prefix = "wechatpay.merchant." + name + ".";
		List<String> properties = new ArrayList<>();
		properties.add(prefix + "id=" + ID);
		properties.add(prefix + "api-v3-key=" + API_V3_KEY);
		properties.add(prefix + "private-key=" + location("apiclient_key.pem"));
		properties.add(prefix + "certificate=" + location("apiclient_cert.pem"));
		properties.add(prefix + "platform.public-key-id=" + PUBLIC_KEY_ID);
		properties.add(prefix + "platform.public-key=" + location("pub_key.pem"));
		return properties.toArray(String[]::new);
	}

	/**
	 * Return a property of the only merchant, {@code shop}.
	 */
	static String property(String element, String value) {
		return "wechatpay.merchant.shop." + element + "=" + value;
	}

	/**
	 * Return the runner without a property of the only merchant, {@code shop}.
	 */
	static ApplicationContextRunner without(ApplicationContextRunner runner, String element) {
		return runner.withPropertyValues(property(element, ""));
	}

	static String location(String file) {
		return "classpath:vectors/rsa/" + file;
	}

	static String base64(String file) {
		return Base64.getEncoder().encodeToString(bytes(file));
	}

	static String text(String file) {
		return new String(bytes(file), StandardCharsets.UTF_8);
	}

	static byte[] bytes(String file) {
		try {
			return new ClassPathResource("vectors/rsa/" + file).getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
