package io.github.wechatpayspring.autoconfigure;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.crypto.CryptoProvider;
import org.apache.commons.logging.Log;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CryptoProviderMapper} and {@link NativeProvider}.
 */
class CryptoProviderMapperTests {

	private static final ClassLoader WITHOUT_ACCP = new FilteredClassLoader(AmazonCorrettoCryptoProvider.class);

	private static final ClassLoader WITHOUT_NATIVE = new FilteredClassLoader(AmazonCorrettoCryptoProvider.class,
			Conscrypt.class);

	private final List<String> log = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({ "auto, AmazonCorrettoCryptoProvider, 2\\.[0-9.]+", "'', AmazonCorrettoCryptoProvider, 2\\.[0-9.]+",
			"accp, AmazonCorrettoCryptoProvider, 2\\.[0-9.]+", "' ACCP', AmazonCorrettoCryptoProvider, 2\\.[0-9.]+",
			"conscrypt, Conscrypt, 2\\.[0-9.]+" })
	@EnabledOnOs(value = OS.LINUX, architectures = { "amd64", "x86_64" })
	void loadsNativeProvider(String value, String name, String version) {
		CryptoProvider provider = map(getClass().getClassLoader(), value, Runnable::run);
		assertThat(this.log).isEmpty();
		assertThat(provider.getName()).isEqualTo(name);
		assertThat(provider.getVersion()).matches(version);
		assertThat(this.log).hasSize(1)
			.allSatisfy((line) -> assertThat(line)
				.matches("info: Signatures of WeChat Pay are computed by " + name + " " + version));
		assertThat(Security.getProvider(name)).isNull();
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, architectures = { "amd64", "x86_64" })
	void choosesConscryptWithoutAccp() {
		assertThat(map(WITHOUT_ACCP, "auto", Runnable::run).getName()).isEqualTo("Conscrypt");
	}

	@ParameterizedTest
	@CsvSource({ "auto, SunRsaSign", "jdk, SunRsaSign", "JDK, SunRsaSign", "SunRsaSign, SunRsaSign" })
	void usesJdk(String value, String name) {
		CryptoProvider provider = map(WITHOUT_NATIVE, value, Runnable::run);
		assertThat(provider.getName()).isEqualTo(name);
		assertThat(this.log).containsExactly(
				"info: Signatures of WeChat Pay are computed by SunRsaSign " + Runtime.version().feature());
	}

	@Test
	void usesJdkThoughThereAreNativeProviders() {
		assertThat(map(getClass().getClassLoader(), "jdk", Runnable::run).getName()).isEqualTo("SunRsaSign");
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "accp", "conscrypt" })
	void loadsNothingBeforeItIsUsed(String value) {
		List<Runnable> tasks = new ArrayList<>();
		CryptoProvider provider = map(getClass().getClassLoader(), value, tasks::add);
		assertThat(tasks).isEmpty();
		assertThat(provider.getName()).isEqualTo("SunRsaSign");
		assertThat(tasks).hasSize(1);
		assertThat(this.log).isEmpty();
	}

	@Test
	void refusesAccpThatIsAbsent() {
		assertThat(problem(WITHOUT_ACCP, "accp")).isEqualTo(new Problem("wechatpay.crypto.provider",
				"Amazon Corretto Crypto Provider isn't on the class path",
				"Add the dependency 'software.amazon.cryptools:AmazonCorrettoCryptoProvider' with the classifier of "
						+ "the platform, 'linux-x86_64' for example, or set 'wechatpay.crypto.provider' to 'auto'"));
	}

	@Test
	void refusesConscryptThatIsAbsent() {
		assertThat(problem(WITHOUT_NATIVE, "conscrypt"))
			.isEqualTo(new Problem("wechatpay.crypto.provider", "Conscrypt isn't on the class path",
					"Add the dependency 'org.conscrypt:conscrypt-openjdk-uber', or set 'wechatpay.crypto.provider' "
							+ "to 'auto'"));
	}

	@Test
	void refusesProviderThatIsNotInstalled() {
		Problem problem = problem(WITHOUT_NATIVE, "BC");
		assertThat(problem.reason()).isEqualTo("There is no security provider named 'BC' in the JVM");
		assertThat(problem.action()).startsWith("Set 'wechatpay.crypto.provider' to 'auto', 'jdk', 'accp', 'conscrypt'")
			.contains("SunRsaSign");
	}

	@Test
	void refusesProviderWithoutRsa() {
		assertThat(problem(WITHOUT_NATIVE, "SunJCE").reason())
			.isEqualTo("Provider 'SunJCE' doesn't have SHA256withRSA");
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "accp", "conscrypt" })
	void usesJdkWhereNoNativeLibraryCanBeLoaded(String value) throws Exception {
		try (URLClassLoader classLoader = new WithoutNativeLibrary()) {
			assertThat(name(classLoader, value)).isEqualTo("SunRsaSign");
		}
		assertThat(this.log).hasSize(1);
		assertThat(this.log.get(0))
			.startsWith("warn: Signatures of WeChat Pay are computed by SunRsaSign " + Runtime.version().feature())
			.matches((line) -> value.equals("conscrypt")
					|| line.contains("Amazon Corretto Crypto Provider can't be used here ("), "tells of ACCP")
			.matches((line) -> value.equals("accp") || line.contains("Conscrypt can't be used here ("),
					"tells of Conscrypt")
			.doesNotContain("\n");
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, architectures = { "amd64", "x86_64" })
	void usesConscryptWhereLibraryOfAccpCannotBeLoaded() throws Exception {
		try (URLClassLoader classLoader = new WithoutNativeLibrary("Corretto")) {
			assertThat(name(classLoader, "auto")).isEqualTo("Conscrypt");
		}
		assertThat(this.log).hasSize(1);
		assertThat(this.log.get(0)).startsWith("info: Signatures of WeChat Pay are computed by Conscrypt 2.")
			.contains(", as Amazon Corretto Crypto Provider can't be used here (");
	}

	private CryptoProvider map(ClassLoader classLoader, String value, Executor executor) {
		return new CryptoProviderMapper(classLoader, executor, log()).map(value);
	}

	private Problem problem(ClassLoader classLoader, String value) {
		List<Problem> problems = new ArrayList<>();
		assertThatExceptionOfType(InvalidWechatPayConfigurationException.class)
			.isThrownBy(() -> map(classLoader, value, Runnable::run))
			.satisfies((ex) -> problems.addAll(ex.getProblems()));
		assertThat(problems).hasSize(1);
		assertThat(this.log).isEmpty();
		return problems.get(0);
	}

	/**
	 * Return the name of the provider that the classes of another class loader choose.
	 */
	private Object name(ClassLoader classLoader, String value) throws ReflectiveOperationException {
		Class<?> type = classLoader.loadClass(CryptoProviderMapper.class.getName());
		assertThat(type).isNotEqualTo(CryptoProviderMapper.class);
		Constructor<?> constructor = type.getDeclaredConstructor(ClassLoader.class, Executor.class, Log.class);
		constructor.setAccessible(true);
		Method map = type.getDeclaredMethod("map", String.class);
		map.setAccessible(true);
		Executor executor = Runnable::run;
		Object provider = map.invoke(constructor.newInstance(classLoader, executor, log()), value);
		return provider.getClass().getMethod("getName").invoke(provider);
	}

	private Log log() {
		return (Log) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Log.class },
				(proxy, method, arguments) -> {
					this.log.add(method.getName() + ": " + arguments[0]);
					return null;
				});
	}

	/**
	 * The class path of a platform for which there is no native library: a class loader
	 * that has the classes of the providers but not their libraries.
	 */
	private static final class WithoutNativeLibrary extends URLClassLoader {

		private static final List<String> OWN = List.of("io.github.wechatpayspring.", "com.amazon.corretto.",
				"org.conscrypt.");

		private final String library;

		WithoutNativeLibrary() {
			this("");
		}

		WithoutNativeLibrary(String library) {
			super(new URL[] { location(CryptoProvider.class), location(AmazonCorrettoCryptoProvider.class),
					location(Conscrypt.class) }, CryptoProviderMapperTests.class.getClassLoader());
			this.library = library;
		}

		private static URL location(Class<?> type) {
			return type.getProtectionDomain().getCodeSource().getLocation();
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				if (OWN.stream().noneMatch(name::startsWith)) {
					return super.loadClass(name, resolve);
				}
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

		@Override
		public @Nullable URL getResource(String name) {
			boolean library = name.endsWith(".so") || name.endsWith(".dll") || name.endsWith(".dylib");
			return (library && name.contains(this.library)) ? null : super.getResource(name);
		}

	}

}
