package io.github.wechatpayspring.payscore;

import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import org.jspecify.annotations.Nullable;

/**
 * The merchant of a call, with what a view of the operations chose. A value in a request
 * wins over the configuration of the merchant, and must not contradict the view.
 *
 * @param merchant the merchant
 * @param view what the view chose
 * @author WeChat Pay Spring maintainers
 */
record Caller(Merchant merchant, PayscoreIds view) {

	/**
	 * Return the ids of a call that creates something.
	 * @param violations the broken rules
	 * @param request what the request names
	 * @return the ids, complete if no rule is broken
	 */
	PayscoreIds ids(Violations violations, PayscoreIds request) {
		PayscoreDefaults defaults = this.merchant.payscore();
		String serviceId = serviceId(violations, request);
		violations.requiredId("serviceId", serviceId, remedy("service-id"));
		String appId = appId(violations, request);
		violations.requiredId("appId", appId, remedy("app-id"));
		String subMerchantId = subMerchantId(violations, request);
		String subAppId = request.subAppId();
		if (subAppId == null && subMerchantId != null && subMerchantId.equals(defaults.subMerchantId())) {
			subAppId = defaults.subAppId();
		}
		violations.id("subAppId", subAppId);
		if (subAppId != null && subMerchantId == null) {
			violations.add("subAppId", "is the application of a sub-merchant, but there is none: set subMerchantId, "
					+ "or leave subAppId out");
		}
		return new PayscoreIds(serviceId, appId, subMerchantId, subAppId);
	}

	/**
	 * Return the ids of a call about a service order that is there: its application is
	 * only named where there is no sub-merchant.
	 * @param violations the broken rules
	 * @param request what the request names
	 * @param serviceRequired whether WeChat Pay must be told the service
	 * @return the ids, complete if no rule is broken
	 */
	PayscoreIds orderIds(Violations violations, PayscoreIds request, boolean serviceRequired) {
		String serviceId = serviceId(violations, request);
		if (serviceRequired) {
			violations.required("serviceId", serviceId, remedy("service-id"));
		}
		violations.id("serviceId", (serviceRequired && "".equals(serviceId)) ? null : serviceId);
		String subMerchantId = subMerchantId(violations, request);
		String appId = null;
		if (subMerchantId == null) {
			appId = appId(violations, request);
			violations.requiredId("appId", appId, remedy("app-id"));
		}
		return new PayscoreIds(serviceId, appId, subMerchantId, null);
	}

	/**
	 * Return the address that WeChat Pay notifies.
	 * @param violations the broken rules
	 * @param requested what the request names, which isn't checked here
	 * @param maxLength the greatest number of characters
	 * @return the address, if no rule is broken
	 */
	@Nullable String notifyUrl(Violations violations, @Nullable String requested, int maxLength) {
		if (requested != null) {
			return requested;
		}
		String configured = this.merchant.payscore().notifyUrl();
		violations.notifyUrl("notifyUrl", configured, maxLength, remedy("notify-url"));
		return configured;
	}

	/**
	 * Return the sub-merchant of a call whose request names none.
	 * @param violations the broken rules
	 * @return the sub-merchant, or {@code null} if the merchant works for itself
	 */
	@Nullable String subMerchantId(Violations violations) {
		return subMerchantId(violations, PayscoreIds.NONE);
	}

	private @Nullable String serviceId(Violations violations, PayscoreIds request) {
		return choose(violations, "serviceId", request.serviceId(), this.view.serviceId(),
				this.merchant.payscore().serviceId());
	}

	private @Nullable String appId(Violations violations, PayscoreIds request) {
		return choose(violations, "appId", request.appId(), this.view.appId(), this.merchant.payscore().appId());
	}

	private @Nullable String subMerchantId(Violations violations, PayscoreIds request) {
		String subMerchantId = choose(violations, "subMerchantId", request.subMerchantId(), this.view.subMerchantId(),
				this.merchant.payscore().subMerchantId());
		violations.id("subMerchantId", subMerchantId);
		return subMerchantId;
	}

	private static @Nullable String choose(Violations violations, String path, @Nullable String requested,
			@Nullable String viewed, @Nullable String configured) {
		if (requested != null && viewed != null && !requested.equals(viewed)) {
			violations.add(path,
					"differs: the request names '%s', the operations are a view for '%s'; ".formatted(requested, viewed)
							+ "leave it out of the request, or use operations without that view");
		}
		if (requested != null) {
			return requested;
		}
		return (viewed != null) ? viewed : configured;
	}

	private String remedy(String property) {
		return "set it in the request or as wechatpay.merchant." + this.merchant.name() + ".payscore." + property;
	}

}
