package io.github.wechatpayspring.payscore;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UserSignPlanInvitation}.
 *
 * @author WeChat Pay Spring maintainers
 */
class UserSignPlanInvitationTests {

	private static final UserSignPlan PLAN = PayscoreJsonTests.clientMapper()
		.readValue(Samples.SIGN_PLAN, UserSignPlan.class);

	private static final Instant END = Instant.parse("2024-08-05T11:33:41Z");

	private final UserSignPlanInvitation invitation = new UserSignPlanInvitation(PLAN, "a&b=c d+e/%课*~", END);

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void miniProgramGetsThePackageAsItIs(JsonMapper mapper) {
		assertThat(mapper.readTree(mapper.writeValueAsString(this.invitation.toMiniProgramView())))
			.isEqualTo(mapper.readTree("""
					{"businessType": "wxpayScorePlan", "extraData": {"package": "a&b=c d+e/%课*~"}}"""));
		assertThat(mapper.readTree(mapper.writeValueAsString(this.invitation.toMiniProgramNavigation())))
			.isEqualTo(mapper.readTree("""
					{"appId": "wxd8f3793ea3b935b8", "path": "pages/use/plan",
					 "extraData": {"package": "a&b=c d+e/%课*~"}}"""));
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void pageAndAppGetThePackageEncoded(JsonMapper mapper) {
		String query = "package=a%26b%3Dc%20d%2Be%2F%25%E8%AF%BE%2A~";
		assertThat(mapper.readTree(mapper.writeValueAsString(this.invitation.toJsapiView())))
			.isEqualTo(mapper.readTree("""
					{"businessType": "wxpayScorePlan", "queryString": "%s"}""".formatted(query)));
		assertThat(mapper.readTree(mapper.writeValueAsString(this.invitation.toAppView())))
			.isEqualTo(mapper.readTree("""
					{"businessType": "wxpayScorePlan", "query": "%s",
					 "extInfo": "{\\"miniProgramType\\":0}"}""".formatted(query)));
	}

	@Test
	void packageEnds() {
		assertThat(this.invitation.isExpired(END.minusNanos(1))).isFalse();
		assertThat(this.invitation.isExpired(END)).isTrue();
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> new UserSignPlanInvitation(null, "a", END))
			.withMessage("'signPlan' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> new UserSignPlanInvitation(PLAN, null, END))
			.withMessage("'packageValue' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> new UserSignPlanInvitation(PLAN, "a", null))
			.withMessage("'expiresAt' must not be null");
	}

}
