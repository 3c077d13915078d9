package io.github.wechatpayspring.samples.payscoreplan;

import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/plans")
class PlanController {

	private final PayscorePlanOperations plans;

	PlanController(PayscorePlanOperations plans) {
		this.plans = plans;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Mono<PlanResponse> create(@RequestBody PlanRequest request) {
		return this.plans.createPlan(request.toPayscorePlanRequest()).map(PlanResponse::of);
	}

	@GetMapping("/{merchantPlanNo}")
	Mono<PlanResponse> query(@PathVariable String merchantPlanNo) {
		return this.plans.queryPlan(merchantPlanNo).map(PlanResponse::of);
	}

	@PostMapping("/{merchantPlanNo}/stop")
	Mono<PlanResponse> stop(@PathVariable String merchantPlanNo) {
		return this.plans.stopPlan(merchantPlanNo).map(PlanResponse::of);
	}

}
