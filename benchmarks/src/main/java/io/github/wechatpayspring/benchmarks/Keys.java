package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The merchant and the keys of a run, made anew for each.
 *
 * @param merchantPrivateKey the file with the merchant's private key
 * @param platformPrivateKey the file with the private key of the stub of WeChat Pay
 * @param platformPublicKey the file with the public key of the stub
 * @author WeChat Pay Spring maintainers
 */
public record Keys(Path merchantPrivateKey, Path platformPrivateKey, Path platformPublicKey) {

	/**
	 * The merchant number.
	 */
	public static final String MERCHANT_ID = "1900000109";

	/**
	 * The serial number of the merchant certificate.
	 */
	public static final String SERIAL_NUMBER = "5F1A0B6C3D2E4F5061728394A5B6C7D8E9FA0B1C";

	/**
	 * The id of the public key of the stub.
	 */
	public static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092024080500112233445566";

	/**
	 * The API v3 key.
	 */
	public static final String API_V3_KEY = "ApiV3KeyOfTheBenchmarks012345678";

	/**
	 * Return the files in a directory.
	 * @param directory the directory
	 * @return the files, whether they exist or not
	 */
	public static Keys in(Path directory) {
		return new Keys(directory.resolve("merchant.pem"), directory.resolve("platform.pem"),
				directory.resolve("platform-public.pem"));
	}

	/**
	 * Make new keys and write them to a directory.
	 * @param directory the directory
	 * @return the files
	 * @throws IOException if they can't be written
	 */
	public static Keys generate(Path directory) throws IOException {
		Keys keys = in(directory);
		write(keys.merchantPrivateKey, "PRIVATE KEY", generate().getPrivate());
		KeyPair platform = generate();
		write(keys.platformPrivateKey, "PRIVATE KEY", platform.getPrivate());
		write(keys.platformPublicKey, "PUBLIC KEY", platform.getPublic());
		return keys;
	}

	/**
	 * Make a key pair.
	 * @return the key pair, RSA of 2,048 bits
	 */
	public static KeyPair generate() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Path file, String type, Key key) throws IOException {
		String content = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded());
		Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, content, type));
	}

	/**
	 * Read a private key that {@link #generate(Path)} wrote.
	 * @param file the file
	 * @return the key, of the first provider that can read it
	 * @throws IOException if the file can't be read
	 * @throws GeneralSecurityException if there is no key in it
	 */
	public static PrivateKey readPrivate(Path file) throws IOException, GeneralSecurityException {
		return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(read(file)));
	}

	/**
	 * Read a public key that {@link #generate(Path)} wrote.
	 * @param file the file
	 * @return the key, of the first provider that can read it
	 * @throws IOException if the file can't be read
	 * @throws GeneralSecurityException if there is no key in it
	 */
	public static PublicKey readPublic(Path file) throws IOException, GeneralSecurityException {
		return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(read(file)));
	}

	private static byte[] read(Path file) throws IOException {
		return Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[^-]+-----", ""));
	}

}
