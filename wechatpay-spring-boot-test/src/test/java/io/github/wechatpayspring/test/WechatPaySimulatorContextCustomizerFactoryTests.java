package io.github.wechatpayspring.test;

import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider.Lock;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which test classes share an application context, and take turns therefore.
 */
class WechatPaySimulatorContextCustomizerFactoryTests {

	private final WechatPaySimulatorLocksProvider locks = new WechatPaySimulatorLocksProvider();

	@Test
	void classWithoutTheAnnotationIsNotCustomized() {
		assertThat(customizer(Plain.class)).isNull();
	}

	@Test
	void equalAnnotationsShareContextAndLock() {
		assertThat(customizer(One.class)).isNotNull()
			.isEqualTo(customizer(Same.class))
			.hasSameHashCodeAs(customizer(Same.class))
			.isEqualTo(customizer(WithoutReset.class));
		assertThat(lock(One.class)).isEqualTo(lock(Same.class));
		assertThat(lock(WithoutReset.class).getKey()).isEqualTo(lock(One.class).getKey());
	}

	@Test
	void otherAnnotationsHaveOtherContextsAndLocks() {
		assertThat(customizer(One.class)).isNotEqualTo(customizer(OtherMerchant.class))
			.isNotEqualTo(customizer(OtherRoute.class));
		assertThat(
				Set.of(lock(One.class), lock(OtherMerchant.class), lock(OtherRoute.class), lock(OtherProperties.class)))
			.hasSize(4);
	}

	@Test
	void onlyClassesThatResetAreAlone() {
		assertThat(lock(One.class).getAccessMode()).isEqualTo(ResourceAccessMode.READ_WRITE);
		assertThat(lock(WithoutReset.class).getAccessMode()).isEqualTo(ResourceAccessMode.READ);
	}

	private static @Nullable ContextCustomizer customizer(Class<?> testClass) {
		return new WechatPaySimulatorContextCustomizerFactory().createContextCustomizer(testClass, List.of());
	}

	private Lock lock(Class<?> testClass) {
		Set<Lock> locks = this.locks.provideForClass(testClass);
		assertThat(locks).hasSize(1);
		return locks.iterator().next();
	}

	@SpringBootTest
	static class Plain {

	}

	@SpringBootTest
	@EnableWechatPaySimulator
	static class One {

	}

	@SpringBootTest
	@EnableWechatPaySimulator
	static class Same {

	}

	@SpringBootTest
	@EnableWechatPaySimulator(reset = false)
	static class WithoutReset {

	}

	@SpringBootTest
	@EnableWechatPaySimulator(merchants = @SimulatedMerchant(platformKeys = PlatformKeyMode.CERTIFICATES))
	static class OtherMerchant {

	}

	@SpringBootTest
	@EnableWechatPaySimulator(localNotifications = false)
	static class OtherRoute {

	}

	@SpringBootTest("spring.application.name=other")
	@EnableWechatPaySimulator
	static class OtherProperties {

	}

}
