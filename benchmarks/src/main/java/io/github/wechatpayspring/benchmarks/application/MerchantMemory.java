package io.github.wechatpayspring.benchmarks.application;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;

/**
 * Measures the heap that merchants take, each with objects of its own for its keys, and
 * after each signed and verified once.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class MerchantMemory {

	private static final int BITS = 2048;

	private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

	private static final byte[] MESSAGE = new byte[100];

	// As the starter reads keys, whatever they are used with
	private final KeyFactory keyFactory = KeyFactory.getInstance("RSA", "SunRsaSign");

	private final CryptoProvider cryptoProvider;

	private final List<BigInteger> primes = new ArrayList<>();

	private MerchantMemory(CryptoProvider cryptoProvider, int count) throws GeneralSecurityException {
		this.cryptoProvider = cryptoProvider;
		while (this.primes.size() * (this.primes.size() - 1) / 2 < count) {
			this.primes.add(prime());
		}
	}

	private static BigInteger prime() {
		BigInteger prime = BigInteger.ZERO;
		while (prime.bitLength() != BITS / 2 || !prime.testBit(BITS / 2 - 2)
				|| !prime.subtract(BigInteger.ONE).gcd(EXPONENT).equals(BigInteger.ONE)) {
			prime = BigInteger.probablePrime(BITS / 2, ThreadLocalRandom.current());
		}
		return prime;
	}

	/**
	 * Create merchants and print how much heap each takes.
	 * @param arguments how many merchants, and {@code jdk} or another provider, which
	 * comes first in the JVM
	 * @throws GeneralSecurityException if there are no keys
	 */
	public static void main(String[] arguments) throws GeneralSecurityException {
		int count = Integer.parseInt(arguments[0]);
		MerchantMemory memory = new MerchantMemory(
				"jdk".equals(arguments[1]) ? CryptoProvider.jdk() : CryptoProvider.of(Security.getProviders()[0]),
				count);
		memory.repository(100);
		long before = usedHeap();
		MerchantRepository repository = memory.repository(count);
		double each = (usedHeap() - before) / (double) count;
		if (repository.findByName("shop-" + (count - 1)).block() == null) {
			throw new IllegalStateException("The last merchant isn't there");
		}
		Map<String, Double> figures = new LinkedHashMap<>();
		figures.put("bytes", each);
		Console.print("RESULT " + new Measurement(figures).format());
	}

	private MerchantRepository repository(int count) throws GeneralSecurityException {
		List<Merchant> merchants = new ArrayList<>();
		for (int i = 0; merchants.size() < count; i++) {
			for (int j = 0; j < i && merchants.size() < count; j++) {
				merchants.add(merchant(merchants.size(), this.primes.get(i), this.primes.get(j)));
			}
		}
		return new InMemoryMerchantRepository(merchants, null);
	}

	private Merchant merchant(int index, BigInteger p, BigInteger q) throws GeneralSecurityException {
		PrivateKey ownKey = read(p, q);
		PublicKey platformKey = this.keyFactory
			.generatePublic(new X509EncodedKeySpec(publicKey(p.multiply(q)).getEncoded()));
		MessageSigner signer = this.cryptoProvider.signer(ownKey, Keys.SERIAL_NUMBER);
		MessageVerifier verifier = this.cryptoProvider.verifier(platformKey);
		if (!verifier.verify(MESSAGE, signer.sign(MESSAGE)) || !hasParts(ownKey)) {
			throw new IllegalStateException("The keys are no pair");
		}
		return new Merchant("shop-" + index, Integer.toString(1_900_000_000 + index), signer,
				this.cryptoProvider.apiV3Key(String.format("%032d", index)),
				PlatformKeys.of("PUB_KEY_ID_%040d".formatted(index), verifier),
				new PayscoreDefaults("service-" + index, "wx" + index, "19" + index, null));
	}

	// A key of its own for each: the JDK keeps what it blinds signatures with by modulus
	private PrivateKey read(BigInteger p, BigInteger q) throws GeneralSecurityException {
		BigInteger one = BigInteger.ONE;
		BigInteger exponent = EXPONENT.modInverse(p.subtract(one).multiply(q.subtract(one)));
		PrivateKey key = this.keyFactory.generatePrivate(new RSAPrivateCrtKeySpec(p.multiply(q), EXPONENT, exponent, p,
				q, exponent.mod(p.subtract(one)), exponent.mod(q.subtract(one)), q.modInverse(p)));
		return this.keyFactory.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
	}

	private PublicKey publicKey(BigInteger modulus) throws GeneralSecurityException {
		return this.keyFactory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT));
	}

	private static boolean hasParts(PrivateKey key) {
		return !(key instanceof RSAPrivateCrtKey parts) || parts.getPrimeP().compareTo(BigInteger.ONE) > 0;
	}

	private static long usedHeap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
