package io.github.wechatpayspring.samples.payscoreplan;

import java.util.List;

import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import org.jspecify.annotations.Nullable;

record PlanRequest(String merchantPlanNo, String name, int durationDays, List<Detail> details) {

	PlanRequest {
		details = (details != null) ? List.copyOf(details) : List.of();
	}

	PayscorePlanRequest toPayscorePlanRequest() {
		PayscorePlanRequest.Builder plan = PayscorePlanRequest.withMerchantPlanNo(this.merchantPlanNo)
			.name(this.name)
			.durationDays(this.durationDays);
		this.details.forEach((detail) -> plan.detail(detail.name(), detail.originalPrice(), detail.actualPrice(),
				detail.discountDescription()));
		return plan.build();
	}

	record Detail(String name, long originalPrice, long actualPrice, @Nullable String discountDescription) {

	}

}
