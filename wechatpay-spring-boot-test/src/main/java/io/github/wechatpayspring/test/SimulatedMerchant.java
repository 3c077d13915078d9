package io.github.wechatpayspring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;

/**
 * A merchant of {@link EnableWechatPaySimulator @EnableWechatPaySimulator}. What it
 * doesn't say is made up.
 *
 * @author WeChat Pay Spring maintainers
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SimulatedMerchant {

	/**
	 * The name by which the application selects the merchant.
	 * @return the name
	 */
	String name() default "default";

	/**
	 * The merchant number, {@code mchid}.
	 * @return 8 to 32 digits, or nothing for a number that is made up
	 */
	String id() default "";

	/**
	 * Whether the merchant works in partner mode, for a sub-merchant that is made up.
	 * @return whether there is a sub-merchant
	 */
	boolean partnerMode() default true;

	/**
	 * The keys that WeChat Pay signs with.
	 * @return a public key, platform certificates to be downloaded, or both
	 */
	PlatformKeyMode platformKeys() default PlatformKeyMode.BOTH;

}
