package io.github.wechatpayspring.payscore;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the JSON of user sign plans.
 *
 * @author WeChat Pay Spring maintainers
 */
class UserSignPlanJsonTests {

	private static final JsonMapper MAPPER = PayscoreJsonTests.clientMapper();

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void everyFieldIsRead(JsonMapper mapper) {
		OffsetDateTime time = OffsetDateTime.parse("2021-05-20T13:29:35.120+08:00");
		assertThat(mapper.readValue(Samples.SIGN_PLAN, UserSignPlan.class))
			.isEqualTo(new UserSignPlan("01010033210001424338000019876258", Samples.OPENID,
					"oUpF8uMuAJO_M2pxb1Q9zNjWeS6p", "2002000000000558128851361561536", "1900000108", "1900000109",
					"wxd678efh567hg6787", "wxd678efh567hg6999", "S1", "https://api.test.com",
					"01000033210000324638000000376258", 2, SignState.SIGN_PLAN_CANCEL, time, CancelSignType.USER,
					"用户放弃课程", "瑜伽晨练课10次", time.plusDays(1), 60000, 2, 50000,
					List.of(new UserSignPlanDetail(1, "D1", "第一节课", 30000, "享9折优惠", 27000, PlanDetailState.USED,
							"0000300001201908301055157220022", 26000L, time, time.plusHours(1), time.plusHours(2)),
							new UserSignPlanDetail(2, "D2", "第二节课", 30000, null, 23000, PlanDetailState.NOT_USED, null,
									null, null, null, null)),
					time.minusDays(1)));
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void signPlanIsWrittenAsItWasRead(JsonMapper mapper) {
		UserSignPlan plan = mapper.readValue(Samples.SIGN_PLAN, UserSignPlan.class);
		assertThat(mapper.readValue(mapper.writeValueAsString(plan), UserSignPlan.class)).isEqualTo(plan);
	}

	@Test
	void notificationsAreRead() {
		UserSignPlan signed = MAPPER.readValue(Vectors.notification("user signed the plan"), UserSignPlan.class);
		assertThat(signed.state()).isEqualTo(SignState.SIGNED);
		assertThat(signed.subMerchantId()).isEqualTo("1900000110");
		assertThat(signed.signTime()).isEqualTo(OffsetDateTime.parse("2024-08-05T17:33:41+08:00"));
		assertThat(signed.details()).singleElement()
			.isEqualTo(new UserSignPlanDetail(1, "D1", "第一节课", 15000, null, 14000, PlanDetailState.NOT_USED, null, null,
					null, null, null));
		assertThat(MAPPER.readValue(Vectors.notification("user cancelled the plan"), UserSignPlan.class).state())
			.isEqualTo(SignState.SIGN_PLAN_CANCEL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "tomorrow", "20211320000000", "2021-05-20" })
	void timeThatCannotBeReadBreaksNothing(String time) {
		ObjectNode answer = answer();
		answer.put("plan_over_time", time).put("sign_time", time).put("cancel_sign_time", time);
		UserSignPlan plan = read(answer);
		assertThat(plan.planEndTime()).isNull();
		assertThat(plan.signTime()).isNull();
		assertThat(plan.cancelTime()).isNull();
	}

	@Test
	void timeCanBeNullOrAnythingElse() {
		ObjectNode answer = answer().putNull("plan_over_time").put("sign_time", 1.5);
		answer.putObject("cancel_sign_time").put("a", 1);
		UserSignPlan plan = read(answer);
		assertThat(plan.planEndTime()).isNull();
		assertThat(plan.signTime()).isNull();
		assertThat(plan.cancelTime()).isNull();
		assertThat(plan.planName()).isEqualTo("瑜伽晨练课10次");
	}

	@Test
	void timeOfServiceOrdersIsReadAsWell() {
		assertThat(read(answer().put("sign_time", "20210520132935")).signTime())
			.hasToString("2021-05-20T13:29:35+08:00");
		assertThat(read(answer().put("sign_time", " 2021-05-20T05:29:35Z ")).signTime())
			.hasToString("2021-05-20T05:29:35Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sign_plan_id", "service_id", "mchid", "appid", "merchant_sign_plan_no",
			"merchant_callback_url", "plan_id", "going_detail_no", "sign_state", "plan_name", "total_origin_price",
			"deduction_quantity", "total_actual_price" })
	void requiredFieldMustBeThere(String field) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(answer().without(field)))
			.withMessageContaining("'" + field + "'");
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(answer().putNull(field)))
			.withMessageContaining(field);
	}

	@ParameterizedTest
	@ValueSource(strings = { "plan_detail_no", "merchant_plan_detail_no", "plan_detail_name", "original_price",
			"actual_price", "plan_detail_state" })
	void requiredFieldOfDetailMustBeThere(String field) {
		ObjectNode missing = answer();
		((ObjectNode) missing.get("signed_detail_list").get(0)).remove(field);
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(missing))
			.withMessageContaining("'" + field + "'");
		ObjectNode empty = answer();
		((ObjectNode) empty.get("signed_detail_list").get(0)).putNull(field);
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(empty)).withMessageContaining(field);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sign_plan", "package" })
	void creationMustBeAnsweredWithBoth(String field) {
		ObjectNode answer = (ObjectNode) MAPPER.readTree(Samples.CREATED_SIGN_PLAN);
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> MAPPER.treeToValue(answer.deepCopy().without(field), CreatedUserSignPlan.class))
			.withMessageContaining("'" + field + "'");
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> MAPPER.treeToValue(answer.putNull(field), CreatedUserSignPlan.class))
			.withMessageContaining("'" + field + "'");
	}

	@Test
	void optionalFieldsAndUnknownOnes() {
		ObjectNode answer = answer().put("brand_new", 1)
			.remove(List.of("openid", "sub_openid", "sub_mchid", "sub_appid", "signed_detail_list"));
		UserSignPlan plan = read(answer);
		assertThat(plan.openid()).isNull();
		assertThat(plan.subOpenid()).isNull();
		assertThat(plan.subMerchantId()).isNull();
		assertThat(plan.details()).isEmpty();
	}

	@Test
	void userAndPackageAreNotPrinted() {
		UserSignPlan plan = read(answer());
		CreatedUserSignPlan created = MAPPER.readValue(Samples.CREATED_SIGN_PLAN, CreatedUserSignPlan.class);
		UserSignPlanInvitation invitation = new UserSignPlanInvitation(plan, created.packageValue(), Instant.EPOCH);
		assertThat(List.of(plan, created, invitation, invitation.toMiniProgramView(),
				invitation.toMiniProgramNavigation(), invitation.toJsapiView(), invitation.toAppView()))
			.allSatisfy((printed) -> assertThat(printed.toString()).doesNotContain("oUpF8", "Easdf"));
		assertThat(plan.toString()).contains("S1", "SIGN_PLAN_CANCEL");
		assertThat(invitation.toString()).contains(plan.toString(), "1970-01-01T00:00:00Z");
		assertThat(created.toString()).contains(plan.toString());
		assertThat(invitation.toJsapiView().toString()).contains("wxpayScorePlan");
		assertThat(invitation.toAppView().toString()).contains("wxpayScorePlan");
		assertThat(invitation.toMiniProgramView().toString()).contains("ExtraData[]");
	}

	private static ObjectNode answer() {
		return (ObjectNode) MAPPER.readTree(Samples.SIGN_PLAN);
	}

	private static UserSignPlan read(ObjectNode answer) {
		return MAPPER.treeToValue(answer, UserSignPlan.class);
	}

}
