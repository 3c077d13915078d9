package io.github.wechatpayspring;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules of the code base that no compiler checks.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.wechatpayspring";

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT)
		.that(DescribedPredicate.describe("are no part of the simulator",
				(type) -> !type.getPackageName().startsWith(ROOT + ".simulator")));

	@Test
	void packagesDependInOneDirection() {
		check(Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.withOptionalLayers(true)
			.layer("crypto")
			.definedBy(ROOT + ".crypto..")
			.layer("merchant")
			.definedBy(ROOT + ".merchant..")
			.layer("json")
			.definedBy(ROOT + ".json..")
			.layer("client")
			.definedBy(ROOT + ".client..")
			.layer("payscore")
			.definedBy(ROOT + ".payscore..")
			.layer("notification")
			.definedBy(ROOT + ".notification..")
			.layer("autoconfigure")
			.definedBy(ROOT + ".autoconfigure..")
			.layer("docker")
			.definedBy(ROOT + ".docker..")
			.whereLayer("crypto")
			.mayNotAccessAnyLayer()
			.whereLayer("merchant")
			.mayOnlyAccessLayers("crypto")
			.whereLayer("json")
			.mayNotAccessAnyLayer()
			.whereLayer("client")
			.mayOnlyAccessLayers("crypto", "merchant", "json")
			.whereLayer("payscore")
			.mayOnlyAccessLayers("crypto", "merchant", "client")
			.whereLayer("notification")
			.mayOnlyAccessLayers("crypto", "merchant", "json", "payscore")
			.whereLayer("autoconfigure")
			.mayOnlyBeAccessedByLayers("docker")
			.whereLayer("docker")
			.mayNotBeAccessedByAnyLayer());
	}

	@Test
	void packagesHaveNoCycles() {
		check(SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
	}

	@Test
	void onlyAutoConfigurationKnowsSpringBoot() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(ROOT + ".autoconfigure..", ROOT + ".docker..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot.."));
	}

	@Test
	void cryptographyKnowsNeitherReactorNorHttp() {
		check(ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ROOT + ".crypto..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("reactor..", "org.springframework.http..", "org.springframework.web.."));
	}

	@Test
	void packagesAreNullMarked() {
		Set<String> marked = this.classes.stream()
			.filter((type) -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
			.map(JavaClass::getPackageName)
			.collect(Collectors.toSet());
		assertThat(this.classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
			.hasSizeGreaterThan(4)
			.isEqualTo(marked);
	}

	@Test
	void thereIsNoStateThatIsShared() {
		check(ArchRuleDefinition.fields().that().areStatic().should().beFinal());
		check(ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.areAssignableTo(ThreadLocal.class)
			.orShould()
			.callConstructor(Thread.class, Runnable.class)
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.concurrent.Executors")
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(Thread.class));
	}

	@Test
	void securityProvidersAreNotRegistered() {
		check(ArchRuleDefinition.noClasses()
			.should()
			.callMethod(Security.class, "addProvider", Provider.class)
			.orShould()
			.callMethod(Security.class, "insertProviderAt", Provider.class, int.class));
	}

	@Test
	void autoConfigurationsHaveTheirShape() {
		check(ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration"));
		check(ArchRuleDefinition.classes()
			.that()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.should()
			.beAnnotatedWith(AutoConfiguration.class));
		check(ArchRuleDefinition.noMembers()
			.that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.and(DescribedPredicate.not(HasModifiers.Predicates.modifier(JavaModifier.SYNTHETIC)))
			.and(DescribedPredicate.describe("are no default constructors",
					(member) -> !member.getName().equals("<init>")))
			.should()
			.bePublic());
	}

	@Test
	void beanMethodsHaveTheirShape() {
		check(ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.bePackagePrivate()
			.andShould()
			.notBeAnnotatedWith(ConditionalOnClass.class)
			.andShould()
			.beDeclaredInClassesThat(DescribedPredicate.describe("do not proxy bean methods",
					(type) -> type.isAnnotatedWith(AutoConfiguration.class) || type.isAnnotatedWith(Configuration.class)
							&& !type.getAnnotationOfType(Configuration.class).proxyBeanMethods())));
	}

	@Test
	void propertiesHaveNoPublicFields() {
		check(ArchRuleDefinition.noFields()
			.that()
			.areDeclaredInClassesThat(DescribedPredicate.describe("are configuration properties", (type) -> {
				JavaClass outermost = type.getEnclosingClass().orElse(type);
				return outermost.isAnnotatedWith(ConfigurationProperties.class);
			}))
			.should()
			.bePublic());
	}

	@Test
	void everyAutoConfigurationIsListed() {
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(ROOT + "."))
			.toList();
		assertThat(listed).isSorted()
			.containsExactlyInAnyOrderElementsOf(this.classes.stream()
				.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
				.map(JavaClass::getName)
				.toList());
	}

	@Test
	void everyFailureAnalyzerIsListed() {
		List<String> listed = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(Environment.class, new StandardEnvironment()),
					(type, name, ex) -> assertThat(name).doesNotStartWith(ROOT))
			.stream()
			.map((analyzer) -> analyzer.getClass().getName())
			.filter((name) -> name.startsWith(ROOT + "."))
			.toList();
		assertThat(listed).isNotEmpty()
			.containsExactlyInAnyOrderElementsOf(this.classes.stream()
				.filter((type) -> type.isAssignableTo(FailureAnalyzer.class))
				.map(JavaClass::getName)
				.toList());
	}

	private void check(ArchRule rule) {
		rule.check(this.classes);
	}

}
