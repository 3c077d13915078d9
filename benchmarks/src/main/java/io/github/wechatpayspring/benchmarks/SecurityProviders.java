package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;

/**
 * Puts a native provider before the providers of the JDK, in one child JVM: clients that
 * ask for an algorithm and name no provider get that one.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SecurityProviders {

	private static final Map<String, String> CLASSES = Map.of("accp",
			"com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", "conscrypt",
			"org.conscrypt.OpenSSLProvider");

	private SecurityProviders() {
	}

	/**
	 * Return what a JVM is told so that a provider comes first.
	 * @param provider {@code jdk}, {@code accp} or {@code conscrypt}
	 * @param directory where to write the file that says so
	 * @return arguments for the JVM
	 * @throws IOException if the file can't be written
	 */
	public static List<String> jvmArguments(String provider, Path directory) throws IOException {
		if ("jdk".equals(provider)) {
			return List.of();
		}
		StringBuilder content = new StringBuilder("security.provider.1=" + CLASSES.get(provider) + "\n");
		int position = 2;
		for (Provider other : Security.getProviders()) {
			content.append("security.provider.").append(position++).append('=').append(other.getName()).append('\n');
		}
		Path file = directory.resolve(provider + ".security");
		Files.writeString(file, content);
		return List.of("-Djava.security.properties=" + file);
	}

}
