package io.github.wechatpayspring.samples.payscoreplan;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import org.jspecify.annotations.Nullable;

record PlanRequest(@Nullable String merchantPlanNo, @Nullable String name, @Nullable Integer durationDays,
		@Nullable List<@Nullable Detail> details) {

	PayscorePlanRequest toPayscorePlanRequest() {
		PayscorePlanRequest.Builder plan = PayscorePlanRequest.withMerchantPlanNo(orEmpty(this.merchantPlanNo))
			.name(orEmpty(this.name));
		if (this.durationDays != null) {
			plan.durationDays(this.durationDays);
		}
		if (this.details != null) {
			this.details.stream()
				.map((detail) -> (detail != null) ? detail : Detail.EMPTY)
				.forEach((detail) -> plan.detail(orEmpty(detail.name()), detail.originalPrice(), detail.actualPrice(),
						detail.discountDescription()));
		}
		return plan.build();
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	record Detail(@Nullable String name, @JsonProperty(required = true) long originalPrice,
			@JsonProperty(required = true) long actualPrice, @Nullable String discountDescription) {

		static final Detail EMPTY = new Detail(null, 0, 0, null);

	}

}
