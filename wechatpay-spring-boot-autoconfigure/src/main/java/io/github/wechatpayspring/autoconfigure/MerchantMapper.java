package io.github.wechatpayspring.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.github.wechatpayspring.autoconfigure.CredentialsMapper.Credentials;
import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails.MerchantDetails;
import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.NotifyUrlProblem;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;

/**
 * Maps {@link WechatPayConnectionDetails} to {@link Merchant merchants}. Everything that
 * can be checked without the network is checked here.
 *
 * @author WeChat Pay Spring maintainers
 */
final class MerchantMapper {

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,32}");

	private final CryptoProvider cryptoProvider;

	private final CredentialsMapper credentialsMapper;

	private final PlatformKeysMapper platformKeysMapper;

	private final Supplier<WechatPayWebClients> webClients;

	/**
	 * Create a mapper.
	 * @param resourceLoader loads keys and certificates
	 * @param cryptoProvider what the merchants' keys are used with
	 * @param webClients provides what downloads platform certificates, where needed
	 */
	MerchantMapper(ResourceLoader resourceLoader, CryptoProvider cryptoProvider,
			Supplier<WechatPayWebClients> webClients) {
		KeyContentLoader contentLoader = new KeyContentLoader(resourceLoader);
		this.cryptoProvider = cryptoProvider;
		this.credentialsMapper = new CredentialsMapper(contentLoader, cryptoProvider);
		this.platformKeysMapper = new PlatformKeysMapper(contentLoader, cryptoProvider);
		this.webClients = webClients;
	}

	/**
	 * Map the connection details.
	 * @param connectionDetails the connection details
	 * @return the merchants
	 * @throws InvalidWechatPayConfigurationException if there is anything wrong with any
	 * of them, or there is no merchant with the name of the default
	 */
	List<Merchant> map(WechatPayConnectionDetails connectionDetails) {
		SettingNames names = SettingNames.of(connectionDetails);
		Map<String, MerchantDetails> details = connectionDetails.getMerchants();
		List<Problem> problems = new ArrayList<>();
		checkDefaultMerchant(connectionDetails.getDefaultMerchant(), details, names, problems);
		List<Merchant> merchants = new ArrayList<>();
		details.forEach((name, merchantDetails) -> {
			MerchantProblems merchantProblems = new MerchantProblems(names, name, problems);
			if (connectionDetails instanceof PropertiesWechatPayConnectionDetails propertiesConnectionDetails) {
				reportPlaceholders(propertiesConnectionDetails, name, merchantProblems);
			}
			Merchant merchant = map(name, merchantDetails, merchantProblems);
			if (merchant != null) {
				merchants.add(merchant);
			}
		});
		if (!problems.isEmpty()) {
			throw new InvalidWechatPayConfigurationException(problems);
		}
		return merchants;
	}

	private void reportPlaceholders(PropertiesWechatPayConnectionDetails connectionDetails, String name,
			MerchantProblems problems) {
		WechatPayProperties.Merchant merchant = connectionDetails.getProperties().getMerchant().get(name);
		if (merchant != null) {
			UnresolvedPlaceholders.report(merchant, problems);
		}
	}

	private void checkDefaultMerchant(@Nullable String defaultMerchant, Map<String, MerchantDetails> details,
			SettingNames names, List<Problem> problems) {
		if (defaultMerchant == null || details.containsKey(defaultMerchant)) {
			return;
		}
		String setting = names.common("default-merchant");
		String reason = "There is no merchant named '%s'".formatted(defaultMerchant);
		problems.add(details.isEmpty()
				? new Problem(setting, reason + ", nor any other",
						"Set '%s' and the other settings of the merchant, or remove '%s'"
							.formatted(names.merchant(defaultMerchant, "id"), setting))
				: new Problem(setting, reason, "Set '%s' to one of %s".formatted(setting, details.keySet())));
	}

	private @Nullable Merchant map(String name, MerchantDetails details, MerchantProblems problems) {
		String id = checkId(details, problems);
		ApiV3Key apiV3Key = createApiV3Key(details, problems);
		Credentials credentials = this.credentialsMapper.map(details, problems);
		PlatformKeys publicKey = this.platformKeysMapper.map(details, credentials, problems);
		checkSubMerchantId(details, problems);
		checkNotifyUrl(details, problems);
		if (id == null || apiV3Key == null || credentials == null) {
			return null;
		}
		PlatformKeys platformKeys = details.isDownloadPlatformCertificates()
				? withDownloadedCertificates(publicKey, id, credentials.signer(), apiV3Key) : publicKey;
		return (platformKeys != null)
				? new Merchant(name, id, credentials.signer(), apiV3Key, platformKeys, details.getPayscore()) : null;
	}

	private PlatformKeys withDownloadedCertificates(@Nullable PlatformKeys publicKey, String id, MessageSigner signer,
			ApiV3Key apiV3Key) {
		return (publicKey != null)
				? this.webClients.get().publicKeyAndDownloadedCertificates(publicKey, id, signer, apiV3Key)
				: this.webClients.get().downloadedCertificates(id, signer, apiV3Key);
	}

	private @Nullable String checkId(MerchantDetails details, MerchantProblems problems) {
		String id = details.getId();
		if (NUMBER.matcher(id).matches()) {
			return id;
		}
		problems.add("id", id.isEmpty() ? "Merchant number is missing" : "Merchant number isn't a number",
				"Set %s to the merchant number, 'mchid'".formatted(problems.name("id")));
		return null;
	}

	private @Nullable ApiV3Key createApiV3Key(MerchantDetails details, MerchantProblems problems) {
		String value = details.getApiV3Key();
		try {
			return this.cryptoProvider.apiV3Key(value);
		}
		catch (IllegalArgumentException ex) {
			problems.add("api-v3-key",
					value.isEmpty() ? "API v3 key is missing"
							: "API v3 key must have 32 bytes but has %d"
								.formatted(value.getBytes(StandardCharsets.UTF_8).length),
					"Set %s to the API v3 key of the merchant console, in quotes in YAML"
						.formatted(problems.name("api-v3-key")));
			return null;
		}
	}

	private void checkSubMerchantId(MerchantDetails details, MerchantProblems problems) {
		String subMerchantId = details.getPayscore().subMerchantId();
		if (subMerchantId != null && !NUMBER.matcher(subMerchantId).matches()) {
			problems.add("payscore.sub-merchant-id", "Merchant number of the sub-merchant isn't a number",
					"Set %s to the merchant number of the sub-merchant, 'sub_mchid', or remove it"
						.formatted(problems.name("payscore.sub-merchant-id")));
		}
	}

	private void checkNotifyUrl(MerchantDetails details, MerchantProblems problems) {
		String notifyUrl = details.getPayscore().notifyUrl();
		if (notifyUrl == null) {
			return;
		}
		String action = "Set %s to an https address without query string, such as "
			.formatted(problems.name("payscore.notify-url")) + "'https://shop.example.com/wechatpay/notifications'";
		Set<NotifyUrlProblem> found = NotifyUrlProblem.of(notifyUrl);
		if (found.contains(NotifyUrlProblem.NO_HTTPS_ADDRESS)) {
			problems.add("payscore.notify-url", "Notification URL isn't an https address with a host",
					action + ", or for a simulator on this machine 'http://localhost:8080/wechatpay/notifications'");
		}
		else if (found.contains(NotifyUrlProblem.QUERY_STRING)) {
			problems.add("payscore.notify-url", "Notification URL has a query string", action);
		}
	}

}
