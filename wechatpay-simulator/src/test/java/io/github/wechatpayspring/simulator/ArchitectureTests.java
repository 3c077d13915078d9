package io.github.wechatpayspring.simulator;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/**
 * Tests of what depends on what.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.wechatpayspring.simulator";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void nothingIsSharedWithTheClient() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.github.wechatpayspring.crypto..", "io.github.wechatpayspring.merchant..",
					"io.github.wechatpayspring.client..", "io.github.wechatpayspring.payscore..",
					"io.github.wechatpayspring.autoconfigure..", "io.github.wechatpayspring.notification..",
					"com.wechat.pay..")
			.check(CLASSES);
	}

	@Test
	void springBootIsNotNeeded() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "com.fasterxml.jackson.databind..")
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching(ROOT + "(.*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void dependenciesRunOneWay() {
		Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.layer("simulator")
			.definedBy(ROOT)
			.layer("console")
			.definedBy(ROOT + ".console..")
			.layer("control")
			.definedBy(ROOT + ".control..")
			.layer("operations")
			.definedBy(ROOT + ".payscore..", ROOT + ".certificate..")
			.layer("notification")
			.definedBy(ROOT + ".notification..")
			.layer("fault")
			.definedBy(ROOT + ".fault..")
			.layer("doctor")
			.definedBy(ROOT + ".doctor..")
			.layer("http")
			.definedBy(ROOT + ".http..")
			.layer("merchant")
			.definedBy(ROOT + ".merchant..")
			.layer("keys")
			.definedBy(ROOT + ".keys..")
			.layer("schema")
			.definedBy(ROOT + ".schema..")
			.layer("time")
			.definedBy(ROOT + ".time..")
			.layer("openapi")
			.definedBy(ROOT + ".openapi..")
			.layer("state")
			.definedBy(ROOT + ".state..")
			.layer("config")
			.definedBy(ROOT + ".config..")
			.whereLayer("simulator")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("console")
			.mayOnlyBeAccessedByLayers("simulator")
			.whereLayer("console")
			.mayOnlyAccessLayers("http")
			.whereLayer("control")
			.mayOnlyBeAccessedByLayers("simulator")
			.whereLayer("operations")
			.mayOnlyBeAccessedByLayers("simulator", "control")
			.whereLayer("fault")
			.mayOnlyBeAccessedByLayers("simulator", "control")
			.whereLayer("notification")
			.mayOnlyBeAccessedByLayers("simulator", "control", "operations")
			.whereLayer("notification")
			.mayOnlyAccessLayers("http", "merchant", "keys", "state")
			.whereLayer("doctor")
			.mayOnlyBeAccessedByLayers("simulator")
			.whereLayer("doctor")
			.mayOnlyAccessLayers("http", "merchant", "keys")
			.whereLayer("schema")
			.mayOnlyBeAccessedByLayers("operations", "http", "openapi")
			.whereLayer("keys")
			.mayNotAccessAnyLayer()
			.whereLayer("schema")
			.mayNotAccessAnyLayer()
			.whereLayer("state")
			.mayNotAccessAnyLayer()
			.whereLayer("time")
			.mayOnlyAccessLayers("state")
			.whereLayer("merchant")
			.mayOnlyAccessLayers("keys", "state")
			.whereLayer("config")
			.mayOnlyAccessLayers("merchant")
			.whereLayer("openapi")
			.mayOnlyAccessLayers("http", "schema")
			.whereLayer("http")
			.mayOnlyAccessLayers("merchant", "keys", "schema")
			.check(CLASSES);
	}

}
