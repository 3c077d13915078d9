package io.github.wechatpayspring.test;

import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link EnableWechatPaySimulator} is inherited, and credentials of the properties are
 * not used.
 */
class DerivedSimulatorTests {

	@Nested
	class Derived extends Base {

		@Test
		void hasSimulatorWithTheMerchantsOfTheProperties(WechatPaySimulator simulator,
				@Autowired PayscorePlanOperations plans) {
			assertThat(simulator.merchants()).extracting((merchant) -> merchant.id()).containsExactly("1900000555");
			assertThat(simulator.merchant().apiV3Key()).isNotEqualTo("ApiV3Key-for-tests-0123456789abc");
			LessonApplication.createPlan(plans.forMerchant("shop"), "derived").block();
			assertThat(simulator.payscore().plans()).hasSize(1);
		}

	}

	@SpringBootTest(
			properties = { "wechatpay.base-url=https://api.mch.weixin.qq.com", "wechatpay.merchant.shop.id=1900000555",
					"wechatpay.merchant.shop.api-v3-key=ApiV3Key-for-tests-0123456789abc",
					"wechatpay.merchant.shop.private-key=${UNSET_PRIVATE_KEY}",
					"wechatpay.merchant.shop.payscore.service-id=${UNSET_SERVICE_ID}",
					"wechatpay.merchant.shop.payscore.sub-merchant-id=1900000556" })
	@EnableWechatPaySimulator
	static class Base {

	}

}
