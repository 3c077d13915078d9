package io.github.wechatpayspring.samples.payscoreplan;

import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanDetail;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanResponse(String planId, String merchantPlanNo, String name, int durationDays, String state,
		long totalOriginalPrice, long totalActualPrice, List<Detail> details, @Nullable OffsetDateTime stopTime) {

	static PlanResponse of(PayscorePlan plan) {
		return new PlanResponse(plan.planId(), plan.merchantPlanNo(), plan.name(), plan.durationDays(),
				plan.state().value(), plan.totalOriginalPrice(), plan.totalActualPrice(),
				plan.details().stream().map(Detail::of).toList(), plan.stopTime());
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Detail(int number, String name, long originalPrice, long actualPrice, @Nullable String discountDescription) {

		static Detail of(PayscorePlanDetail detail) {
			return new Detail(detail.number(), detail.name(), detail.originalPrice(), detail.actualPrice(),
					detail.discountDescription());
		}

	}

}
