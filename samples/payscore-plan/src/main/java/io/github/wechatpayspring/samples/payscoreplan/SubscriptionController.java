package io.github.wechatpayspring.samples.payscoreplan;

import io.github.wechatpayspring.payscore.UserSignPlan;
import io.github.wechatpayspring.payscore.UserSignPlanInvitation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class SubscriptionController {

	private final Subscriptions subscriptions;

	private final SubscriptionChanges changes;

	SubscriptionController(Subscriptions subscriptions, SubscriptionChanges changes) {
		this.subscriptions = subscriptions;
		this.changes = changes;
	}

	@PostMapping("/plans/{merchantPlanNo}/subscriptions")
	@ResponseStatus(HttpStatus.CREATED)
	Mono<Invitation> subscribe(@PathVariable String merchantPlanNo, @RequestBody Subscriber subscriber) {
		return this.subscriptions.subscribe(merchantPlanNo, subscriber.requiredOpenid()).map(Invitation::of);
	}

	@GetMapping("/subscriptions/{number}")
	Mono<SubscriptionResponse> find(@PathVariable String number) {
		return this.subscriptions.find(number).map(SubscriptionResponse::of);
	}

	@GetMapping(path = "/subscriptions/{number}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<SubscriptionResponse> changes(@PathVariable String number) {
		return this.changes.of(number)
			.concatMap((ignored) -> this.subscriptions.find(number))
			.map(SubscriptionResponse::of);
	}

	@PostMapping("/subscriptions/{number}/lessons")
	@ResponseStatus(HttpStatus.CREATED)
	Mono<SubscriptionResponse> beginLesson(@PathVariable String number) {
		return publish(this.subscriptions.beginLesson(number));
	}

	@PostMapping("/subscriptions/{number}/lessons/{lessonNo}/end")
	Mono<SubscriptionResponse> endLesson(@PathVariable String number, @PathVariable String lessonNo) {
		return publish(this.subscriptions.endLesson(number, lessonNo));
	}

	// A lesson that begins, or costs nothing, is notified by nobody else
	private Mono<SubscriptionResponse> publish(Mono<UserSignPlan> act) {
		return act.delayUntil((signPlan) -> this.changes.publish(signPlan.merchantSignPlanNo()))
			.map(SubscriptionResponse::of);
	}

	record Subscriber(@Nullable String openid) {

		String requiredOpenid() {
			if (!StringUtils.hasText(this.openid)) {
				throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "openid is required: name the user");
			}
			return this.openid;
		}

		@Override
		public String toString() {
			return "Subscriber[]";
		}

	}

	/**
	 * What the front end needs to let the user sign.
	 *
	 * @param number the number of the subscription
	 * @param miniProgram the parameters of {@code wx.openBusinessView}
	 * @param jsapi the parameters for a web page inside WeChat
	 */
	record Invitation(String number, UserSignPlanInvitation.MiniProgramView miniProgram,
			UserSignPlanInvitation.JsapiView jsapi) {

		static Invitation of(UserSignPlanInvitation invitation) {
			return new Invitation(invitation.signPlan().merchantSignPlanNo(), invitation.toMiniProgramView(),
					invitation.toJsapiView());
		}

	}

}
