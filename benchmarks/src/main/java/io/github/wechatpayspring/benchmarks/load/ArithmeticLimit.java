package io.github.wechatpayspring.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.PlanSample;

/**
 * What one signature and one verification cost with the first provider of this JVM, and
 * nothing else: no call can cost less.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ArithmeticLimit {

	private ArithmeticLimit() {
	}

	/**
	 * Measure the limit and print it in microseconds of CPU time.
	 * @param arguments the directory of the keys, and for how many seconds to measure
	 * @throws Exception if there is a problem with the keys
	 */
	public static void main(String[] arguments) throws Exception {
		Keys keys = Keys.in(Path.of(arguments[0]));
		long nanos = Long.parseLong(arguments[1]) * 1_000_000_000L;
		byte[] message = PlanSample.ANSWER.getBytes(StandardCharsets.UTF_8);
		PrivateKey privateKey = Keys.readPrivate(keys.platformPrivateKey());
		PublicKey publicKey = Keys.readPublic(keys.platformPublicKey());
		byte[] signature = sign(privateKey, message);
		Callable<Boolean> signing = () -> sign(privateKey, message).length == signature.length;
		Callable<Boolean> verification = () -> verify(publicKey, message, signature);
		micros(signing, nanos);
		micros(verification, nanos);
		Map<String, Double> figures = new LinkedHashMap<>();
		figures.put("sign", micros(signing, nanos));
		figures.put("verify", micros(verification, nanos));
		Console.print("PROVIDER " + Signature.getInstance("SHA256withRSA").getProvider().getName());
		Console.print("RESULT " + new Measurement(figures).format());
	}

	private static double micros(Callable<Boolean> work, long nanos) throws Exception {
		long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		long start = System.nanoTime();
		int count = 0;
		while (System.nanoTime() - start < nanos) {
			if (!work.call()) {
				throw new IllegalStateException("The signature is wrong");
			}
			count++;
		}
		return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e3 / count;
	}

	private static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(key);
		signature.update(message);
		return signature.sign();
	}

	private static boolean verify(PublicKey key, byte[] message, byte[] expected) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initVerify(key);
		signature.update(message);
		return signature.verify(expected);
	}

}
