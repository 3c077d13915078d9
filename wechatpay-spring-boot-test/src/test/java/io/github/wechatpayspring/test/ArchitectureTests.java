package io.github.wechatpayspring.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.wechatpayspring.test.autoconfigure.WechatPaySimulatorProperties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules of the code base that no compiler checks.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.wechatpayspring.test";

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void packagesDependInOneDirection() {
		Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.layer("tests")
			.definedBy(ROOT)
			.layer("autoconfigure")
			.definedBy(ROOT + ".autoconfigure..")
			.layer("embedded")
			.definedBy(ROOT + ".embedded..")
			.layer("testcontainers")
			.definedBy(ROOT + ".testcontainers..")
			.whereLayer("tests")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("autoconfigure")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("testcontainers")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("embedded")
			.mayNotAccessAnyLayer()
			.check(this.classes);
		SlicesRuleDefinition.slices().matching(ROOT + "(.*)..").should().beFreeOfCycles().check(this.classes);
	}

	/**
	 * Or an application that is developed without tests, or without containers, fails.
	 */
	@Test
	void optionalDependenciesStayInTheirPackages() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(ROOT + ".embedded..", ROOT + ".autoconfigure..", ROOT + ".testcontainers..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.junit..", "org.springframework.test..", "org.springframework.boot.test..")
			.check(this.classes);
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(ROOT + ".testcontainers..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.testcontainers..", "org.springframework.boot.testcontainers..")
			.check(this.classes);
	}

	@Test
	void packagesAreNullMarked() {
		Set<String> marked = this.classes.stream()
			.filter((type) -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
			.map(JavaClass::getPackageName)
			.collect(Collectors.toSet());
		assertThat(this.classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet())).hasSize(4)
			.isEqualTo(marked);
	}

	@Test
	void thereIsNoStateThatIsShared() {
		ArchRuleDefinition.fields().that().areStatic().should().beFinal().check(this.classes);
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.areAssignableTo(ThreadLocal.class)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(Thread.class)
			.check(this.classes);
	}

	@Test
	void everyAutoConfigurationIsListed() {
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(ROOT + "."))
			.toList();
		assertThat(listed).isNotEmpty()
			.containsExactlyInAnyOrderElementsOf(this.classes.stream()
				.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
				.map(JavaClass::getName)
				.toList());
	}

	@Test
	void everyPropertyIsDocumentedInMetadata() throws IOException {
		Map<String, String> defaults = new TreeMap<>();
		for (JsonNode property : metadata().get("properties")) {
			String name = property.get("name").asString();
			assertThat(property.get("description").asString()).as(name).endsWith(".");
			defaults.put(name, property.path("defaultValue").asString(""));
		}
		assertThat(defaults).isEqualTo(Map.of("wechatpay.simulator.enabled", "", "wechatpay.simulator.port", "0",
				"wechatpay.simulator.local-notifications", "true"));
	}

	private static JsonNode metadata() throws IOException {
		String location = WechatPaySimulatorProperties.class.getProtectionDomain()
			.getCodeSource()
			.getLocation()
			.toString() + "META-INF/spring-configuration-metadata.json";
		try (InputStream in = URI.create(location).toURL().openStream()) {
			return JsonMapper.shared().readTree(in);
		}
	}

}
