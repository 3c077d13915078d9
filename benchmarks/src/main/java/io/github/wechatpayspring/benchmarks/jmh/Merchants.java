package io.github.wechatpayspring.benchmarks.jmh;

import java.security.KeyPair;

import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.PlanSample;
import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;

/**
 * The merchant of the benchmarks and its counterpart.
 *
 * @param merchant the merchant
 * @param platformSigner signs as WeChat Pay does
 * @param platformVerifier verifies what WeChat Pay signed
 * @author WeChat Pay Spring maintainers
 */
record Merchants(Merchant merchant, MessageSigner platformSigner, MessageVerifier platformVerifier) {

	static Merchants withKeys() {
		KeyPair platform = Keys.generate();
		return create(MessageSigner.of(Keys.generate().getPrivate(), Keys.SERIAL_NUMBER),
				MessageSigner.of(platform.getPrivate(), Keys.SERIAL_NUMBER), MessageVerifier.of(platform.getPublic()));
	}

	static Merchants withFreeArithmetic() {
		FreeArithmetic free = new FreeArithmetic();
		return create(free, free, free);
	}

	private static Merchants create(MessageSigner signer, MessageSigner platformSigner, MessageVerifier verifier) {
		Merchant merchant = new Merchant("default", Keys.MERCHANT_ID, signer, ApiV3Key.of(Keys.API_V3_KEY),
				PlatformKeys.of(Keys.PUBLIC_KEY_ID, verifier),
				new PayscoreDefaults(PlanSample.SERVICE_ID, PlanSample.APP_ID, PlanSample.SUB_MERCHANT_ID, null));
		return new Merchants(merchant, platformSigner, verifier);
	}

}
