package io.github.wechatpayspring.autoconfigure;

import java.security.PublicKey;
import java.util.regex.Pattern;

import io.github.wechatpayspring.autoconfigure.CredentialsMapper.Credentials;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails.MerchantDetails;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.crypto.KeyReadException;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.jspecify.annotations.Nullable;

/**
 * Maps {@link MerchantDetails} to the WeChat Pay public key.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PlatformKeysMapper {

	private static final String PUBLIC_KEY = "platform.public-key";

	private static final String PUBLIC_KEY_ID = "platform.public-key-id";

	private static final String DOWNLOAD_CERTIFICATES = "platform.download-certificates";

	private static final String ID_PREFIX = "PUB_KEY_ID_";

	private static final Pattern ID = Pattern.compile(ID_PREFIX + "[0-9A-Za-z]+");

	private final KeyContentLoader contentLoader;

	private final CryptoProvider cryptoProvider;

	PlatformKeysMapper(KeyContentLoader contentLoader, CryptoProvider cryptoProvider) {
		this.contentLoader = contentLoader;
		this.cryptoProvider = cryptoProvider;
	}

	/**
	 * Map the details.
	 * @param details the details of the merchant
	 * @param credentials the credentials of the merchant, or {@code null} if there were
	 * problems with them
	 * @param problems collects what is wrong
	 * @return the keys, or {@code null} if there is no public key or there are problems
	 */
	@Nullable PlatformKeys map(MerchantDetails details, @Nullable Credentials credentials, MerchantProblems problems) {
		if (details.getPlatformPublicKeyId() == null && details.getPlatformPublicKey() == null) {
			if (!details.isDownloadPlatformCertificates()) {
				problems.add(PUBLIC_KEY,
						"There is neither a WeChat Pay public key nor are platform certificates downloaded, "
								+ "so no answer could be verified",
						"Set %s and %s, or set %s to true".formatted(problems.name(PUBLIC_KEY_ID),
								problems.name(PUBLIC_KEY), problems.name(DOWNLOAD_CERTIFICATES)));
			}
			return null;
		}
		String id = findId(details, problems);
		PublicKey publicKey = readPublicKey(details, problems);
		if (id == null || publicKey == null) {
			return null;
		}
		if (credentials != null && KeyReader.isPair(credentials.privateKey(), publicKey)) {
			problems.add(PUBLIC_KEY, "Public key is that of the merchant, not that of WeChat Pay",
					"Set %s to the WeChat Pay public key, 'pub_key.pem' from the merchant console"
						.formatted(problems.name(PUBLIC_KEY)));
			return null;
		}
		return PlatformKeys.of(id, this.cryptoProvider.verifier(publicKey));
	}

	private @Nullable String findId(MerchantDetails details, MerchantProblems problems) {
		String action = "Set %s to the id that the merchant console shows with the WeChat Pay public key, '%s…'"
			.formatted(problems.name(PUBLIC_KEY_ID), ID_PREFIX);
		String id = details.getPlatformPublicKeyId();
		if (id == null) {
			problems.add(PUBLIC_KEY_ID, "There is a WeChat Pay public key without its id", action);
			return null;
		}
		if (!ID.matcher(id).matches()) {
			problems.add(PUBLIC_KEY_ID, "Id isn't '%s' followed by digits or letters".formatted(ID_PREFIX), action);
			return null;
		}
		return id;
	}

	private @Nullable PublicKey readPublicKey(MerchantDetails details, MerchantProblems problems) {
		String publicKey = details.getPlatformPublicKey();
		if (publicKey == null) {
			problems.add(PUBLIC_KEY, "There is the id of a WeChat Pay public key without the key",
					"Set %s to the WeChat Pay public key, the content or the location of 'pub_key.pem'"
						.formatted(problems.name(PUBLIC_KEY)));
			return null;
		}
		try {
			return KeyReader.readPublicKey(this.contentLoader.load(publicKey));
		}
		catch (KeyReadException ex) {
			problems.add(PUBLIC_KEY, ex,
					("Set %s to the WeChat Pay public key, the content or the location of 'pub_key.pem'. "
							+ "Platform certificates aren't configured but downloaded, if %s is true")
						.formatted(problems.name(PUBLIC_KEY), problems.name(DOWNLOAD_CERTIFICATES)));
			return null;
		}
	}

}
