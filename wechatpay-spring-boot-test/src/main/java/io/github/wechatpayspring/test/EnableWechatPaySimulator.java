package io.github.wechatpayspring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Annotation for a test class with an application context, such as that of
 * {@code @SpringBootTest}: the application then calls a simulator in the same process in
 * place of WeChat Pay. It needs no credentials; those of its properties are not used.
 * <p>
 * The {@link WechatPaySimulator} lives as long as the application context. It is a bean,
 * and can be a parameter of test and lifecycle methods of JUnit: to act as the user, move
 * the clock, inject faults, and see what was received. The client follows its clock. It
 * forgets everything but merchants and keys before each test, once the notifications of
 * the test before are delivered.
 * <p>
 * Notifications arrive at the web server of the application, at the path of their
 * {@code notify_url}, whatever host that names.
 * <p>
 * Classes that run in parallel and share an application context take turns; those with
 * contexts of their own don't wait for each other. Applies to nested and to derived
 * classes too.
 *
 * @author WeChat Pay Spring maintainers
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(WechatPaySimulatorParameterResolver.class)
@ResourceLock(providers = WechatPaySimulatorLocksProvider.class)
public @interface EnableWechatPaySimulator {

	/**
	 * The merchants of the application. By default those that its properties name, with
	 * keys that are made up, or one called {@code default} in partner mode.
	 * @return the merchants
	 */
	SimulatedMerchant[] merchants() default {};

	/**
	 * Whether the simulator is reset before each test. If not, tests that share an
	 * application context can run at the same time, and tell their plans and orders apart
	 * by their numbers.
	 * @return whether to reset the simulator
	 */
	boolean reset() default true;

	/**
	 * Whether notifications are sent to the web server of the application whatever host
	 * their {@code notify_url} names. If not, they are sent to that host.
	 * @return whether the application gets all notifications
	 */
	boolean localNotifications() default true;

}
