package io.github.wechatpayspring.samples.payscoreplan;

import java.util.List;

import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import org.jspecify.annotations.Nullable;

record PlanRequest(@Nullable String merchantPlanNo, @Nullable String name, @Nullable Integer durationDays,
		@Nullable List<Detail> details) {

	PayscorePlanRequest toPayscorePlanRequest() {
		PayscorePlanRequest.Builder plan = PayscorePlanRequest.withMerchantPlanNo(orEmpty(this.merchantPlanNo))
			.name(orEmpty(this.name))
			.durationDays((this.durationDays != null) ? this.durationDays : 0);
		if (this.details != null) {
			this.details.forEach((detail) -> plan.detail(orEmpty(detail.name()), detail.originalPrice(),
					detail.actualPrice(), detail.discountDescription()));
		}
		return plan.build();
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	record Detail(@Nullable String name, long originalPrice, long actualPrice, @Nullable String discountDescription) {

	}

}
