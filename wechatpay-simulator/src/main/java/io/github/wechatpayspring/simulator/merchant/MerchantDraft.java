package io.github.wechatpayspring.simulator.merchant;

import java.net.URI;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.keys.PemReader;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.keys.SigningKey;
import io.github.wechatpayspring.simulator.keys.TestCertificateAuthority;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a merchant so far: checks every value when it is given, and all of
 * them together in the end.
 *
 * @author WeChat Pay Spring maintainers
 */
final class MerchantDraft {

	private static final int API_V3_KEY_LENGTH = 32;

	private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]*");

	private static final Pattern ID = Pattern.compile("[0-9]{8,32}");

	private static final Pattern SERIAL_NUMBER = Pattern.compile("[0-9A-F]{1,40}");

	private final String id;

	private @Nullable String apiV3Key;

	private @Nullable String serviceId;

	private @Nullable String appId;

	private final List<SubMerchant> subMerchants = new ArrayList<>();

	private @Nullable URI permissionNotifyUrl;

	private @Nullable PrivateKey privateKey;

	private @Nullable PublicKey publicKey;

	private @Nullable X509Certificate certificate;

	private @Nullable String serialNumber;

	private @Nullable PlatformKeyMode platformKeyMode;

	private @Nullable String publicKeyId;

	private @Nullable SigningKey platformKey;

	private final List<PlatformKey> platformCertificates = new ArrayList<>();

	MerchantDraft(String id) {
		if (!ID.matcher(id).matches()) {
			throw new IllegalArgumentException("A merchant number has 8 to 32 digits");
		}
		this.id = id;
	}

	String id() {
		return this.id;
	}

	void apiV3Key(String key) {
		if (key.length() != API_V3_KEY_LENGTH || !PRINTABLE.matcher(key).matches()) {
			throw new IllegalArgumentException("An API v3 key has " + API_V3_KEY_LENGTH + " ASCII characters, this has "
					+ ((key.length() != API_V3_KEY_LENGTH) ? Integer.toString(key.length()) : "others among them")
					+ "; copy it from the merchant console again");
		}
		this.apiV3Key = key;
	}

	void serviceId(String serviceId) {
		this.serviceId = identifier("A service id", serviceId);
	}

	void appId(String appId) {
		this.appId = identifier("An app id", appId);
	}

	void subMerchant(String id, @Nullable String appId) {
		identifier("The number of a sub-merchant", id);
		if (this.subMerchants.stream().anyMatch((sub) -> sub.id().equals(id))) {
			throw new IllegalArgumentException("The sub-merchant " + id + " is there twice; leave one out");
		}
		this.subMerchants.add(new SubMerchant(id, (appId != null) ? identifier("An app id", appId) : null));
	}

	void permissionNotifyUrl(URI url) {
		this.permissionNotifyUrl = url;
	}

	void privateKey(String pem) {
		this.privateKey = read("The private key", PemReader::privateKey, pem);
	}

	void publicKey(String pem) {
		this.publicKey = read("The public key", PemReader::publicKey, pem);
	}

	void certificate(String pem) {
		this.certificate = read("The certificate", PemReader::certificate, pem);
	}

	void serialNumber(String serialNumber) {
		String upper = serialNumber.toUpperCase(Locale.ROOT);
		if (!SERIAL_NUMBER.matcher(upper).matches()) {
			throw new IllegalArgumentException("A serial number has up to 40 hexadecimal digits; "
					+ "'openssl x509 -in apiclient_cert.pem -noout -serial' prints it");
		}
		this.serialNumber = upper;
	}

	void platformKeyMode(PlatformKeyMode mode) {
		this.platformKeyMode = mode;
	}

	void publicKeyId(String publicKeyId) {
		if (!publicKeyId.startsWith("PUB_KEY_ID_")) {
			throw new IllegalArgumentException("The id of a WeChat Pay public key begins with PUB_KEY_ID_");
		}
		this.publicKeyId = publicKeyId;
	}

	void platformKey(String pem) {
		this.platformKey = SigningKey.of(read("The private key of the platform", PemReader::privateKey, pem));
	}

	void platformCertificate(String privateKeyPem, String certificatePem) {
		PrivateKey key = read("The private key of the platform certificate", PemReader::privateKey, privateKeyPem);
		X509Certificate issued = read("The platform certificate", PemReader::certificate, certificatePem);
		SigningKey signingKey = SigningKey.of(key);
		if (!signingKey.publicKey().equals(issued.getPublicKey())) {
			throw new IllegalArgumentException("The platform certificate is not that of its private key; give a pair");
		}
		PlatformKey added = PlatformKey.ofCertificate(signingKey, issued);
		if (this.platformCertificates.stream().anyMatch((other) -> other.serial().equals(added.serial()))) {
			throw new IllegalArgumentException(
					"The platform certificate " + added.serial() + " is there twice; leave one out");
		}
		this.platformCertificates.add(added);
	}

	MerchantDescription complete() {
		List<SubMerchant> subs = this.subMerchants.isEmpty()
				? List.of(new SubMerchant("16" + RandomText.digits(8), "wx" + RandomText.hex(16)))
				: List.copyOf(this.subMerchants);
		PlatformKeyMode mode = Objects.requireNonNullElse(this.platformKeyMode, PlatformKeyMode.BOTH);
		if (!mode.hasPublicKey() && (this.platformKey != null || this.publicKeyId != null)) {
			throw new IllegalArgumentException("A merchant with platform certificates only has no WeChat Pay public "
					+ "key; set another platform key mode, or leave the public key out");
		}
		if (!mode.hasCertificates() && !this.platformCertificates.isEmpty()) {
			throw new IllegalArgumentException("A merchant with a WeChat Pay public key only has no platform "
					+ "certificates; set another platform key mode, or leave the certificates out");
		}
		return new MerchantDescription(this.id,
				(this.apiV3Key != null) ? this.apiV3Key : RandomText.lettersAndDigits(API_V3_KEY_LENGTH),
				(this.serviceId != null) ? this.serviceId : "2002" + RandomText.digits(27),
				(this.appId != null) ? this.appId : "wx" + RandomText.hex(16), subs, this.permissionNotifyUrl, key(),
				this.certificate, serial(), mode,
				(this.publicKeyId != null) ? this.publicKeyId : "PUB_KEY_ID_01" + this.id + RandomText.digits(22),
				this.platformKey, List.copyOf(this.platformCertificates));
	}

	private @Nullable SigningKey key() {
		PublicKey own = (this.privateKey != null) ? PemReader.publicKeyOf(this.privateKey) : null;
		PublicKey certified = (this.certificate != null) ? this.certificate.getPublicKey() : null;
		if (own != null && certified != null && !own.equals(certified)) {
			throw new IllegalArgumentException("The certificate is not that of the private key; give the "
					+ "apiclient_cert.pem and apiclient_key.pem that were downloaded together");
		}
		PublicKey known = (own != null) ? own : certified;
		if (this.publicKey != null && known != null && !this.publicKey.equals(known)) {
			throw new IllegalArgumentException("The public key is not that of the "
					+ ((own != null) ? "private key" : "certificate") + "; leave it out, it is known from there");
		}
		if (known == null) {
			known = this.publicKey;
			if (known == null && this.serialNumber != null) {
				throw new IllegalArgumentException(
						"A serial number was given without a key; give the certificate or the public key too");
			}
			if (known != null && this.serialNumber == null) {
				throw new IllegalArgumentException("A public key was given without the serial number of its "
						+ "certificate; give the serial number, or the certificate in place of both");
			}
		}
		return (known != null) ? new SigningKey(this.privateKey, known) : null;
	}

	private @Nullable String serial() {
		if (this.certificate == null) {
			return this.serialNumber;
		}
		String certified = TestCertificateAuthority.serialNumber(this.certificate);
		if (this.serialNumber != null && !this.serialNumber.equals(certified)) {
			throw new IllegalArgumentException("The serial number is not that of the certificate, which is " + certified
					+ "; leave it out, it is known from there");
		}
		return certified;
	}

	/**
	 * Find what was set to another value than a merchant has.
	 * @param merchant the merchant
	 * @return what differs, or {@code null} if nothing does
	 */
	@Nullable String findDifference(SimulatorMerchant merchant) {
		MerchantDescription set = complete();
		if (this.apiV3Key != null && !this.apiV3Key.equals(merchant.apiV3Key())) {
			return "API v3 key";
		}
		if (this.serviceId != null && !this.serviceId.equals(merchant.serviceId())) {
			return "service id";
		}
		if (this.appId != null && !this.appId.equals(merchant.appId())) {
			return "app id";
		}
		if (!this.subMerchants.isEmpty() && !this.subMerchants.equals(merchant.subMerchants())) {
			return "list of sub-merchants";
		}
		if (this.permissionNotifyUrl != null && !this.permissionNotifyUrl.equals(merchant.permissionNotifyUrl())) {
			return "permission notify URL";
		}
		if (set.key() != null && (!set.key().publicKey().equals(merchant.publicKey())
				|| (set.serialNumber() != null && !set.serialNumber().equals(merchant.serialNumber())))) {
			return "key or certificate";
		}
		if (this.platformKeyMode != null && this.platformKeyMode != merchant.platformKeyMode()) {
			return "platform key mode";
		}
		return findPlatformDifference(merchant);
	}

	private @Nullable String findPlatformDifference(SimulatorMerchant merchant) {
		PlatformKey key = merchant.platformKeyMode().hasPublicKey() ? merchant.preferredPlatformKey() : null;
		if (this.publicKeyId != null && (key == null || !this.publicKeyId.equals(key.serial()))) {
			return "id of the WeChat Pay public key";
		}
		if (this.platformKey != null && (key == null || !this.platformKey.publicKey().equals(key.publicKey()))) {
			return "WeChat Pay public key";
		}
		List<String> serials = merchant.platformCertificateSerialNumbers();
		boolean allKnown = this.platformCertificates.stream().allMatch((own) -> serials.contains(own.serial()));
		return allKnown ? null : "platform certificate";
	}

	private static <T> T read(String what, Function<String, T> reader, String text) {
		try {
			return reader.apply(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(what + " " + ex.getMessage(), ex);
		}
	}

	private static String identifier(String what, String value) {
		if (value.isBlank() || value.length() > 32) {
			throw new IllegalArgumentException(what + " has 1 to 32 characters");
		}
		return value;
	}

	@Override
	public String toString() {
		return "MerchantDraft[id=" + this.id + "]";
	}

}
