package io.github.wechatpayspring.payscore;

import java.util.List;

import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import io.github.wechatpayspring.payscore.PayscorePlanRequest.Builder;
import io.github.wechatpayspring.payscore.PayscorePlanRequest.Detail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for what {@link PayscorePlanRequest} takes from the configuration of the
 * merchant.
 *
 * @author WeChat Pay Spring maintainers
 */
class PayscorePlanRequestDefaultsTests {

	private static final PayscoreDefaults DEFAULTS = new PayscoreDefaults("service", "app", "sub-1", "sub-app-1");

	private static final String EMPTY = "must not be empty: correct it or leave it out";

	private static final String TOO_LONG = "must have at most 32 characters: it has 33, shorten it";

	@Test
	void defaultsFillInWhatIsMissing() {
		PayscorePlanRequest request = withDefaults(request(), DEFAULTS, "sub-1");
		assertThat(request).isEqualTo(new PayscorePlanRequest("service", "app", "sub-1", "sub-app-1", "1", "a", 1, 1, 2,
				1, List.of(new Detail("b", 2, 1, null))));
	}

	@Test
	void requestWins() {
		PayscorePlanRequest request = withDefaults(
				request().serviceId("service-2").appId("app-2").subMerchantId("sub-2").subAppId("sub-app-2"), DEFAULTS,
				null);
		assertThat(request).isEqualTo(new PayscorePlanRequest("service-2", "app-2", "sub-2", "sub-app-2", "1", "a", 1,
				1, 2, 1, List.of(new Detail("b", 2, 1, null))));
	}

	@Test
	void applicationOfAnotherSubMerchantIsNeverSent() {
		assertThat(withDefaults(request(), DEFAULTS, "sub-2").subAppId()).isNull();
		assertThat(withDefaults(request().subMerchantId("sub-2"), DEFAULTS, null).subAppId()).isNull();
		assertThat(withDefaults(request().subMerchantId("sub-1"), DEFAULTS, "sub-1").subAppId()).isEqualTo("sub-app-1");
		PayscoreDefaults withoutSubMerchant = new PayscoreDefaults("service", "app", null, "sub-app-1");
		assertThat(withDefaults(request(), withoutSubMerchant, "sub-2").subAppId()).isNull();
	}

	@Test
	void requestMustNotContradictView() {
		assertThat(violations(request().subMerchantId("sub-2"), DEFAULTS, "sub-3")).containsExactly(new Violation(
				"subMerchantId", "differs: the request names 'sub-2', the operations are a view for 'sub-3'; "
						+ "leave it out of the request, or use operations without that view"));
		assertThat(withDefaults(request().subMerchantId("sub-2"), DEFAULTS, "sub-2").subMerchantId())
			.isEqualTo("sub-2");
	}

	@Test
	void applicationInRequestNeedsNoSubMerchantInRequest() {
		assertThat(withDefaults(request().subAppId("sub-app-2"), DEFAULTS, "sub-2").subAppId()).isEqualTo("sub-app-2");
	}

	@Test
	void merchantThatWorksForItselfSendsNothingOfSubMerchants() {
		PayscorePlanRequest request = withDefaults(request(), new PayscoreDefaults("service", "app", null, "sub-app-1"),
				null);
		assertThat(request.subMerchantId()).isNull();
		assertThat(request.subAppId()).isNull();
	}

	@Test
	void applicationOfSubMerchantNeedsSubMerchant() {
		assertThat(violations(request().subAppId("sub-app"), new PayscoreDefaults("service", "app", null, null), null))
			.containsExactly(new Violation("subAppId", "is the application of a sub-merchant, but there is none: "
					+ "set subMerchantId, or leave subAppId out"));
	}

	@Test
	void missingIdsAreNamedWithTheirProperties() {
		assertThat(violations(request(), PayscoreDefaults.NONE, null)).containsExactly(
				new Violation("serviceId",
						"is required: set it in the request or as wechatpay.merchant.shop-a.payscore.service-id"),
				new Violation("appId",
						"is required: set it in the request or as wechatpay.merchant.shop-a.payscore.app-id"));
	}

	@Test
	void emptyIdsInConfigurationAreRefused() {
		assertThat(violations(request(), new PayscoreDefaults("", "", "", ""), "")).containsExactly(
				new Violation("serviceId",
						"is required: set it in the request or as wechatpay.merchant.shop-a.payscore.service-id"),
				new Violation("appId",
						"is required: set it in the request or as wechatpay.merchant.shop-a.payscore.app-id"),
				new Violation("subMerchantId", EMPTY), new Violation("subAppId", EMPTY));
	}

	@Test
	void idsInConfigurationAreChecked() {
		String id = "1".repeat(33);
		assertThat(violations(request(), new PayscoreDefaults(id, id, id, id), id)).containsExactly(
				new Violation("serviceId", TOO_LONG), new Violation("appId", TOO_LONG),
				new Violation("subMerchantId", TOO_LONG), new Violation("subAppId", TOO_LONG));
		String longest = "1".repeat(32);
		assertThat(
				withDefaults(request(), new PayscoreDefaults(longest, longest, longest, longest), longest).subAppId())
			.isEqualTo(longest);
	}

	@Test
	void idsAreCheckedEvenIfTheRestIsNot() {
		PayscorePlanRequest request = request().serviceId("").name("a".repeat(21)).buildUnchecked();
		Caller caller = caller(DEFAULTS, null);
		assertThat(
				catchThrowableOfType(InvalidRequestException.class, () -> request.withDefaults(caller)).getViolations())
			.extracting(Violation::path)
			.containsExactly("serviceId");
	}

	private static List<Violation> violations(Builder builder, PayscoreDefaults defaults,
			@Nullable String subMerchantId) {
		return catchThrowableOfType(InvalidRequestException.class, () -> withDefaults(builder, defaults, subMerchantId))
			.getViolations();
	}

	private static Caller caller(PayscoreDefaults defaults, @Nullable String subMerchantId) {
		return new Caller(TestMerchants.merchant("shop-a", defaults), new PayscoreIds(null, null, subMerchantId, null));
	}

	private static PayscorePlanRequest withDefaults(Builder builder, PayscoreDefaults defaults,
			@Nullable String subMerchantId) {
		return builder.build().withDefaults(caller(defaults, subMerchantId));
	}

	private static Builder request() {
		return PayscorePlanRequest.withMerchantPlanNo("1").name("a").durationDays(1).detail("b", 2, 1);
	}

}
