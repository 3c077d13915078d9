package io.github.wechatpayspring.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an application loads at its start, in a class loader of its own.
 */
class StartUpClassesTests {

	private static final String BOUNCY_CASTLE = "org.bouncycastle.";

	@Test
	void loadsNoBouncyCastle() throws Exception {
		Set<String> loaded = load(with(TestMerchant.property("platform.download-certificates", "true")));
		assertThat(loaded).contains(WechatPayProperties.class.getName())
			.noneMatch((name) -> name.startsWith(BOUNCY_CASTLE));
	}

	@Test
	void loadsBouncyCastleForKeyThatNeedsIt() throws Exception {
		Set<String> loaded = load(
				with(TestMerchant.property("private-key", TestMerchant.location("apiclient_key_pkcs1.pem"))));
		assertThat(loaded).anyMatch((name) -> name.startsWith(BOUNCY_CASTLE));
	}

	private static String[] with(String... properties) {
		String[] all = TestMerchant.properties("shop");
		String[] result = Arrays.copyOf(all, all.length + properties.length);
		System.arraycopy(properties, 0, result, all.length, properties.length);
		return result;
	}

	private static Set<String> load(String... properties) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader previous = thread.getContextClassLoader();
		try (RecordingClassLoader classLoader = new RecordingClassLoader()) {
			thread.setContextClassLoader(classLoader);
			classLoader.loadClass(Starter.class.getName())
				.getMethod("start", String[].class)
				.invoke(null, (Object) properties);
			return Set.copyOf(classLoader.names);
		}
		catch (InvocationTargetException ex) {
			throw new AssertionError("Not started", ex.getCause());
		}
		finally {
			thread.setContextClassLoader(previous);
		}
	}

	/**
	 * Starts an application.
	 */
	public static final class Starter {

		private Starter() {
		}

		public static void start(String... properties) {
			runner(properties).run((context) -> assertThat(context.getBean(PayscorePlanOperations.class)).isNotNull());
		}

		private static ApplicationContextRunner runner(String... properties) {
			return new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, JacksonAutoConfiguration.class,
						CodecsAutoConfiguration.class, HttpClientAutoConfiguration.class,
						ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
						WechatPayAutoConfiguration.class, WechatPayWebClientAutoConfiguration.class,
						WechatPayPayscoreAutoConfiguration.class, WechatPayNotificationAutoConfiguration.class))
				.withPropertyValues(properties);
		}

	}

	/**
	 * Loads the classes of the class path once more and records their names.
	 */
	private static final class RecordingClassLoader extends URLClassLoader {

		private final Set<String> names = ConcurrentHashMap.newKeySet();

		RecordingClassLoader() throws IOException {
			super(classPath(), ClassLoader.getPlatformClassLoader());
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			Class<?> found = super.findClass(name);
			this.names.add(name);
			return found;
		}

		private static URL[] classPath() throws MalformedURLException {
			String[] paths = System.getProperty("java.class.path").split(File.pathSeparator);
			URL[] urls = new URL[paths.length];
			for (int i = 0; i < paths.length; i++) {
				urls[i] = Path.of(paths[i]).toUri().toURL();
			}
			return urls;
		}

	}

}
