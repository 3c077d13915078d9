package io.github.wechatpayspring.crypto;

import org.jspecify.annotations.Nullable;

/**
 * One key, certificate or container as it was found in a file, not yet decoded.
 *
 * @param type what it is
 * @param encoded the encoding, empty if its Base64 is damaged
 * @param encryption how a traditional PEM block is encrypted, otherwise {@code null}
 * @author WeChat Pay Spring maintainers
 */
record KeyBlock(Type type, byte[] encoded, @Nullable Encryption encryption) {

	KeyBlock(Type type, byte[] encoded) {
		this(type, encoded, null);
	}

	@Override
	public String toString() {
		return "KeyBlock[type=" + this.type + "]";
	}

	/**
	 * Encryption of a traditional PEM block, from its {@code DEK-Info} header.
	 *
	 * @param algorithm the algorithm as OpenSSL calls it
	 * @param iv the initialization vector
	 */
	record Encryption(String algorithm, byte[] iv) {

	}

	/**
	 * What a block can be.
	 */
	enum Type {

		PRIVATE_KEY("a private key", "PRIVATE KEY"),

		RSA_PRIVATE_KEY("a private key", "RSA PRIVATE KEY"),

		EC_PRIVATE_KEY("an EC private key", "EC PRIVATE KEY"),

		DSA_PRIVATE_KEY("a DSA private key", "DSA PRIVATE KEY"),

		OPENSSH_PRIVATE_KEY("a private key for OpenSSH", "OPENSSH PRIVATE KEY"),

		ENCRYPTED_PRIVATE_KEY("an encrypted private key", "ENCRYPTED PRIVATE KEY"),

		CERTIFICATE("a certificate", "CERTIFICATE"),

		CERTIFICATE_REQUEST("a certificate request", "CERTIFICATE REQUEST"),

		PUBLIC_KEY("a public key", "PUBLIC KEY"),

		RSA_PUBLIC_KEY("a public key", "RSA PUBLIC KEY"),

		PKCS12("a PKCS #12 file", "PKCS12"),

		UNKNOWN("something unknown", "");

		private final String description;

		private final String label;

		Type(String description, String label) {
			this.description = description;
			this.label = label;
		}

		String getDescription() {
			return this.description;
		}

		boolean holdsPrivateKey() {
			return switch (this) {
				case PRIVATE_KEY, RSA_PRIVATE_KEY, EC_PRIVATE_KEY, DSA_PRIVATE_KEY, OPENSSH_PRIVATE_KEY,
						ENCRYPTED_PRIVATE_KEY, PKCS12 ->
					true;
				default -> false;
			};
		}

		boolean holdsCertificate() {
			return this == CERTIFICATE || this == PKCS12;
		}

		boolean holdsPublicKey() {
			return this == PUBLIC_KEY || this == RSA_PUBLIC_KEY;
		}

		static Type ofLabel(String label) {
			for (Type type : values()) {
				if (type.label.equals(label)) {
					return type;
				}
			}
			return UNKNOWN;
		}

	}

}
