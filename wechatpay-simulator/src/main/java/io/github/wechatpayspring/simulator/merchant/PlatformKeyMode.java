package io.github.wechatpayspring.simulator.merchant;

/**
 * Which keys WeChat Pay has for a merchant.
 *
 * @author WeChat Pay Spring maintainers
 */
public enum PlatformKeyMode {

	/**
	 * A WeChat Pay public key only, as new merchants have it. There is no certificate to
	 * download.
	 */
	PUBLIC_KEY,

	/**
	 * Downloadable platform certificates only, as older merchants have them.
	 */
	CERTIFICATES,

	/**
	 * Both, as while a merchant moves over.
	 */
	BOTH;

	/**
	 * Return whether a merchant in this mode has a WeChat Pay public key.
	 * @return whether there is a public key
	 */
	public boolean hasPublicKey() {
		return this != CERTIFICATES;
	}

	/**
	 * Return whether a merchant in this mode has platform certificates.
	 * @return whether there are certificates
	 */
	public boolean hasCertificates() {
		return this != PUBLIC_KEY;
	}

}
