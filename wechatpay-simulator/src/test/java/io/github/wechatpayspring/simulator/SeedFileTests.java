package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wechatpayspring.simulator.config.SettingException;
import io.github.wechatpayspring.simulator.payscore.OrderState;
import io.github.wechatpayspring.simulator.payscore.SignState;
import io.github.wechatpayspring.simulator.payscore.SimulatedServiceOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what a simulator begins with.
 */
class SeedFileTests {

	private static final String SEED = """
			merchants:
			- id: "1900000201"
			  app-id: wxaaaaaaaaaaaaaaaa
			  sub-merchants: [{id: "1900000301", app-id: wxbbbbbbbbbbbbbbbb}]
			plans:
			- merchant_plan_no: yoga-2
			  sub_mchid: "1900000301"
			  plan_name: 瑜伽课2节
			  plan_duration: 300
			  plan_detail_list:
			  - {plan_detail_name: 第一节课, original_price: 15000, actual_price: 14000}
			  - {plan_detail_name: 第二节课, original_price: 15000, actual_price: 13000}
			  sign_plans:
			  - merchant_sign_plan_no: alice-yoga
			    openid: oUpF8uMuAJO_M2pxb1Q9zNjWeS6o
			    notify_url: http://127.0.0.1:1/notify
			    orders:
			    - out_trade_no: alice-1
			      service_introduction: 第一节课
			      complete: {total_amount: 14000}
			    - out_trade_no: alice-2
			      service_introduction: 第二节课
			      complete: {total_amount: 13000}
			      paid: false
			  - merchant_sign_plan_no: bob-yoga
			    openid: oUpF8uMuAJO_M2pxb1Q9zNjWeS6p
			    notify_url: http://127.0.0.1:1/notify
			    signed: false
			""";

	@TempDir
	private Path directory;

	@Test
	void simulatorBeginsWithIt() throws IOException {
		try (WechatPaySimulator simulator = start(SEED)) {
			assertThat(simulator.merchants()).hasSize(1);
			assertThat(simulator.merchant().appId()).isEqualTo("wxaaaaaaaaaaaaaaaa");
			assertThat(simulator.payscore().findSignPlan("alice-yoga").orElseThrow().state())
				.isEqualTo(SignState.SIGNED);
			assertThat(simulator.payscore().findSignPlan("bob-yoga").orElseThrow().state())
				.isEqualTo(SignState.UNSIGNED);
			assertThat(simulator.payscore().orders()).extracting(SimulatedServiceOrder::state)
				.containsExactly(OrderState.DONE, OrderState.PAYING);
			assertThat(simulator.payscore().deductions().charges()).hasSize(1);
			assertThat(simulator.notifications().all()).isEmpty();
			simulator.payscore().deduct("alice-2");
			assertThat(simulator.notifications().all()).hasSize(1);
			assertThat(simulator.payscore().findSignPlan("alice-yoga").orElseThrow().state())
				.isEqualTo(SignState.COMPLETE);
		}
	}

	@Test
	void keptStateGoesBeforeIt() throws IOException {
		Path seed = write(SEED);
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder()
			.seedFile(seed)
			.stateFile(this.directory.resolve("state.db"));
		String apiV3Key;
		try (WechatPaySimulator simulator = builder.start()) {
			simulator.payscore().deduct("alice-2");
			apiV3Key = simulator.merchant().apiV3Key();
			simulator.rotateCertificate();
		}
		write("plans: nonsense");
		try (WechatPaySimulator simulator = builder.start()) {
			assertThat(simulator.merchant().apiV3Key()).isEqualTo(apiV3Key);
			assertThat(simulator.merchant().platformCertificates()).hasSize(2);
			assertThat(simulator.payscore().findOrder("alice-2").orElseThrow().state()).isEqualTo(OrderState.DONE);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					plan_duration: 300 | plan_duration: 0 | , plans[0].plan_duration: is not from 1 to 2147483647
					plan_name: | plan_nmae: | , plans[0].plan_nmae: is not known here; did you mean 'plan_name'?
					actual_price: 14000 | actual_price: 16000 | , plans[0].plan_detail_list.0.actual_price: is larger than original_price
					sub_mchid: "1900000301" | sub_mchid: "1900000302" | , plans[0].sub_mchid: is not a sub-merchant of the merchant
					sub_mchid: "1900000301" | mchid: "1900000302" | , plans[0].mchid: is no merchant of this simulator; add it to 'merchants', or name one of 1900000201
					notify_url: http | notify_url: ftp | , plans[0].sign_plans[0].notify_url: is not an absolute URL without a query string
					paid: false | paid: perhaps | , plans[0].sign_plans[0].orders[1].paid: is not true or false
					{total_amount: 13000} | {total_amount: 13000, reason: a} | , plans[0].sign_plans[0].orders[1].complete.reason: is not known here;
					service_introduction: 第二节课 | service: a | , plans[0].sign_plans[0].orders[1].service: is not known here;
					out_trade_no: alice-2 | out_trade_no: alice-1 | , plans[0].sign_plans[0].orders[1]: The number was used for an order with other parameters
					id: "1900000201" | id: "19" | , merchants[0].id: A merchant number has 8 to 32 digits
					plans: | plan: | , plan: is not known here; did you mean 'plans'?
					""")
	void mistakeNamesFilePathAndRemedy(String text, String mistake, String message) {
		assertThat(SEED).contains(text);
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> start(SEED.replace(text, mistake)).close())
			.withMessageStartingWith(this.directory.resolve("seed.yml") + message);
	}

	@Test
	void jsonIsReadToo() throws IOException {
		try (WechatPaySimulator simulator = start("{\"merchants\":[{\"mchid\":\"1900000202\"}]}")) {
			assertThat(simulator.merchant().id()).isEqualTo("1900000202");
		}
	}

	private WechatPaySimulator start(String seed) throws IOException {
		return WechatPaySimulator.builder().seedFile(write(seed)).start();
	}

	private Path write(String text) throws IOException {
		return Files.writeString(this.directory.resolve("seed.yml"), text);
	}

}
