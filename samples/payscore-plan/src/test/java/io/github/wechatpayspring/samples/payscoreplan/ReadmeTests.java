package io.github.wechatpayspring.samples.payscoreplan;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;

import io.github.wechatpayspring.autoconfigure.WechatPayNotificationProperties;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.test.autoconfigure.WechatPaySimulatorProperties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that the READMEs show works.
 */
class ReadmeTests {

	private static final Path ROOT = Path.of("..", "..");

	private static final Pattern BLOCK = Pattern.compile("(?:<!-- ci:(\\w+) -->\n)?```(\\w+)\n(.*?)```",
			Pattern.DOTALL);

	private static final Pattern PROPERTY_ROW = Pattern.compile("(?m)^\\| `(wechatpay\\.[^`]+)` \\| ([^|]*?) ?\\|");

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "README.zh-CN.md" })
	void javaCompiles(String readme, @TempDir Path output) throws Exception {
		List<Block> blocks = blocks(readme, "java");
		assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		List<String> options = List.of("-d", output.toString(), "-proc:none", "-Xlint:all,-classfile,-processing",
				"-Werror");
		List<SourceFile> sources = new ArrayList<>();
		for (Block block : blocks) {
			sources.add(new SourceFile(block.content()));
		}
		boolean compiled = compiler.getTask(null, null, diagnostics, options, null, sources).call();
		assertThat(diagnostics.getDiagnostics()).extracting(Diagnostic::toString).isEmpty();
		assertThat(compiled).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "README.zh-CN.md" })
	void yamlConfiguresOperations(String readme, @TempDir Path keys) throws Exception {
		List<Block> blocks = blocks(readme, "yaml");
		assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			SimulatorMerchant merchant = simulator.merchant();
			for (String folder : List.of("", "shop-a", "shop-b")) {
				write(merchant, Files.createDirectories(keys.resolve(folder)));
			}
			for (Block block : blocks) {
				String yaml = block.content().replace("file:/etc/wechatpay/", keys.toUri().toString());
				try (ConfigurableApplicationContext context = run(yaml)) {
					assertThat(context.getBeanProvider(PayscorePlanOperations.class).getIfUnique()).isNotNull();
				}
			}
		}
	}

	private static void write(SimulatorMerchant merchant, Path folder) throws Exception {
		Files.writeString(folder.resolve("apiclient_key.pem"), merchant.privateKeyPem());
		Files.writeString(folder.resolve("apiclient_cert.pem"), merchant.certificatePem());
		Files.writeString(folder.resolve("pub_key.pem"), merchant.wechatPayPublicKeyPem());
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		keyStore.load(null, null);
		keyStore.setKeyEntry("merchant", KeyReader.readPrivateKey(merchant.privateKeyPem().getBytes(), null),
				"1900000209".toCharArray(),
				new Certificate[] { KeyReader.readCertificate(merchant.certificatePem().getBytes(), null) });
		try (OutputStream file = Files.newOutputStream(folder.resolve("apiclient_cert.p12"))) {
			keyStore.store(file, "1900000209".toCharArray());
		}
	}

	private static ConfigurableApplicationContext run(String yaml) throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("readme",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		return new SpringApplicationBuilder(EmptyApplication.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.initializers((context) -> sources.forEach(context.getEnvironment().getPropertySources()::addLast))
			.run("--WXPAY_API_V3_KEY=ApiV3Key-for-tests-0123456789abc",
					"--SHOP_A_API_V3_KEY=ApiV3Key-for-tests-0123456789abd",
					"--SHOP_B_API_V3_KEY=ApiV3Key-for-tests-0123456789abe", "--spring.config.location=optional:none/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "README.zh-CN.md" })
	void dependenciesAreOursAndThoseWeTest(String readme) throws Exception {
		String parent = Files.readString(ROOT.resolve("pom.xml"));
		Matcher accp = Pattern.compile("<accp.version>([^<]+)</accp.version>").matcher(parent);
		assertThat(accp.find()).isTrue();
		String pom = Files.readString(ROOT.resolve("wechatpay-spring-boot-starter/pom.xml"))
				+ Files.readString(ROOT.resolve("wechatpay-spring-boot-test/pom.xml"))
				+ parent.replace("${accp.version}", accp.group(1));
		for (Block block : blocks(readme, "xml")) {
			DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(new InputSource(new StringReader(block.content())));
			Matcher elements = Pattern.compile("<(groupId|artifactId|version)>[^<]+</\\1>").matcher(block.content());
			while (elements.find()) {
				assertThat(pom).contains(elements.group());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "README.zh-CN.md" })
	void shellCommandsAreThoseThatAreRun(String readme) throws IOException {
		List<Block> blocks = blocks(readme, "shell");
		assertThat(blocks).extracting(Block::mark).contains("run", "image", "test");
		assertThat(blocks).extracting(Block::content)
			.containsExactlyElementsOf(blocks("README.md", "shell").stream().map(Block::content).toList());
		String curl = FirstStep.CREATE_PLAN.formatted(8080);
		assertThat(blocks).filteredOn((block) -> block.mark().isEmpty())
			.extracting(Block::content)
			.containsExactly(curl);
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "README.zh-CN.md" })
	void tableHasAllPropertiesWithTheirDefaults(String readme) throws IOException {
		Map<String, String> documented = new TreeMap<>();
		Matcher rows = PROPERTY_ROW.matcher(Files.readString(ROOT.resolve(readme)));
		while (rows.find()) {
			documented.put(rows.group(1), rows.group(2).startsWith("`") ? rows.group(2).replace("`", "") : "");
		}
		Map<String, String> properties = new TreeMap<>();
		collect("wechatpay", new WechatPayProperties(), properties);
		collect("wechatpay.notification", new WechatPayNotificationProperties(), properties);
		collect("wechatpay.simulator", new WechatPaySimulatorProperties(), properties);
		assertThat(documented).isEqualTo(properties);
	}

	private static void collect(String prefix, Object properties, Map<String, String> result) {
		for (PropertyDescriptor descriptor : BeanUtils.getPropertyDescriptors(properties.getClass())) {
			Method getter = descriptor.getReadMethod();
			if (getter.getDeclaringClass() == Object.class) {
				continue;
			}
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(descriptor.getName());
			Object value = ReflectionUtils.invokeMethod(getter, properties);
			if (value instanceof Map) {
				collect(name + ".<name>", new WechatPayProperties.Merchant(), result);
			}
			else if (value != null && value.getClass().getEnclosingClass() == WechatPayProperties.class) {
				collect(name, value, result);
			}
			else {
				result.put(name, format(value));
			}
		}
	}

	private static String format(Object value) {
		if (value instanceof Duration duration) {
			List<ChronoUnit> units = List.of(ChronoUnit.DAYS, ChronoUnit.SECONDS, ChronoUnit.MILLIS);
			return units.stream()
				.filter((unit) -> duration.toMillis() % unit.getDuration().toMillis() == 0)
				.findFirst()
				.map((unit) -> DurationStyle.SIMPLE.print(duration, unit))
				.orElseThrow();
		}
		if (value instanceof DataSize size) {
			return size.toMegabytes() + "MB";
		}
		if (value instanceof Enum<?> constant) {
			return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
		}
		return (value != null) ? value.toString() : "";
	}

	private static List<Block> blocks(String readme, String language) throws IOException {
		List<Block> blocks = new ArrayList<>();
		Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve(readme)));
		while (matcher.find()) {
			if (matcher.group(2).equals(language)) {
				String mark = (matcher.group(1) != null) ? matcher.group(1) : "";
				blocks.add(new Block(mark, matcher.group(3).strip()));
			}
		}
		return blocks;
	}

	private record Block(String mark, String content) {

	}

	private static final class SourceFile extends SimpleJavaFileObject {

		private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

		private final String source;

		SourceFile(String source) {
			super(URI.create("string:///" + name(source) + ".java"), Kind.SOURCE);
			this.source = source;
		}

		private static String name(String source) {
			Matcher matcher = CLASS.matcher(source);
			assertThat(matcher.find()).isTrue();
			return matcher.group(1);
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.source;
		}

	}

	@EnableAutoConfiguration
	static class EmptyApplication {

		// The global resources would be closed under the feet of other tests
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			return factory;
		}

	}

}
