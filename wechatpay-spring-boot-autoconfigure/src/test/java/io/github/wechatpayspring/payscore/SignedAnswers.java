package io.github.wechatpayspring.payscore;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.payscore.RecordingServer.Answer;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * WeChat Pay's signatures with the keys of the test vectors, and a client that verifies
 * them.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SignedAnswers {

	private static final Instant NOW = Instant.ofEpochSecond(1722850421);

	private static final String KEY_ID = "PUB_KEY_ID_0119000001092024080500112233445566";

	private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

	private static final PrivateKey PRIVATE_KEY = KeyReader.readPrivateKey(resource("wechatpay_public_key_private.pem"),
			null);

	private static final PublicKey PUBLIC_KEY = KeyReader.readPublicKey(resource("pub_key.pem"));

	private SignedAnswers() {
	}

	static MerchantRepository merchants() {
		return new InMemoryMerchantRepository(new Merchant("default", "1900000108", new AnySignature(),
				ApiV3Key.of("0123456789abcdef0123456789abcdef"), PlatformKeys.of(KEY_ID, new RealSignature()),
				new PayscoreDefaults("2002000000000558128851361561536", "wxd678efh567hg6787", "1900000109",
						"wxd678efh567hg6999")));
	}

	static WebClient client(RecordingServer server) {
		return WechatPayWebClients.builder(WebClient.builder())
			.baseUrl(URI.create(server.url()))
			.clock(Clock.fixed(NOW, ZoneOffset.UTC))
			.build()
			.create(merchants());
	}

	static Answer signed(int status, String body) {
		String message = NOW.getEpochSecond() + "\nnonce\n" + body + "\n";
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(PRIVATE_KEY);
			signature.update(message.getBytes(StandardCharsets.UTF_8));
			return new Answer(status, body,
					Map.of("Wechatpay-Timestamp", Long.toString(NOW.getEpochSecond()), "Wechatpay-Nonce", "nonce",
							"Wechatpay-Serial", KEY_ID, "Wechatpay-Signature-Type", SCHEME, "Wechatpay-Signature",
							Base64.getEncoder().encodeToString(signature.sign())));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Answer error(int status, String code) {
		return signed(status, "{\"code\":\"" + code + "\",\"message\":\"-\"}");
	}

	static Answer unsigned(int status, String body) {
		return new Answer(status, body, Map.of());
	}

	private static byte[] resource(String name) {
		try (InputStream input = SignedAnswers.class.getResourceAsStream("/vectors/rsa/" + name)) {
			return input.readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class AnySignature implements MessageSigner {

		@Override
		public String getScheme() {
			return SCHEME;
		}

		@Override
		public String getSerialNumber() {
			return "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
		}

		@Override
		public byte[] sign(byte[] message) {
			return new byte[] { 1 };
		}

	}

	private static final class RealSignature implements MessageVerifier {

		@Override
		public String getScheme() {
			return SCHEME;
		}

		@Override
		public boolean verify(byte[] message, byte[] signature) {
			try {
				Signature verification = Signature.getInstance("SHA256withRSA");
				verification.initVerify(PUBLIC_KEY);
				verification.update(message);
				return verification.verify(signature);
			}
			catch (GeneralSecurityException ex) {
				return false;
			}
		}

	}

}
