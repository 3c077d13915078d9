package io.github.wechatpayspring.test;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

import org.springframework.test.context.BootstrapUtils;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * {@link ResourceLocksProvider} that lets test classes take turns with the simulator of
 * the application context they share. Contexts are told apart by a hash: when two happen
 * to have the same, their classes wait for each other without need.
 *
 * @author WeChat Pay Spring maintainers
 */
class WechatPaySimulatorLocksProvider implements ResourceLocksProvider {

	@Override
	public Set<Lock> provideForClass(Class<?> testClass) {
		return locks(testClass);
	}

	@Override
	public Set<Lock> provideForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
		return locks(testClass);
	}

	private static Set<Lock> locks(Class<?> testClass) {
		EnableWechatPaySimulator annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				EnableWechatPaySimulator.class);
		boolean reset = annotation == null || annotation.reset();
		return Set.of(new Lock(key(testClass), reset ? ResourceAccessMode.READ_WRITE : ResourceAccessMode.READ));
	}

	private static String key(Class<?> testClass) {
		int context = BootstrapUtils.resolveTestContextBootstrapper(testClass)
			.buildMergedContextConfiguration()
			.hashCode();
		return WechatPaySimulatorLocksProvider.class.getName() + "." + context;
	}

}
