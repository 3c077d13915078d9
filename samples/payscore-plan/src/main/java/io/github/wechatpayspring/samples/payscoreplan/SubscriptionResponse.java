package io.github.wechatpayspring.samples.payscoreplan;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.wechatpayspring.payscore.UserSignPlan;
import io.github.wechatpayspring.payscore.UserSignPlanDetail;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionResponse(String number, String planName, String state, long totalActualPrice, List<Lesson> lessons) {

	static SubscriptionResponse of(UserSignPlan signPlan) {
		return new SubscriptionResponse(signPlan.merchantSignPlanNo(), signPlan.planName(), signPlan.state().value(),
				signPlan.totalActualPrice(), signPlan.details().stream().map(Lesson::of).toList());
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Lesson(String number, String name, long price, String state, @Nullable Long paid) {

		static Lesson of(UserSignPlanDetail detail) {
			return new Lesson(detail.merchantPlanDetailNo(), detail.name(), detail.actualPrice(),
					detail.state().value(), detail.paidPrice());
		}

	}

}
