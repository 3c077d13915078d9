package io.github.wechatpayspring.simulator.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.fault.Faults;
import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.Authenticator;
import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.http.LocalNames;
import io.github.wechatpayspring.simulator.http.RequestLog;
import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.notification.Notification;
import io.github.wechatpayspring.simulator.notification.NotificationFault;
import io.github.wechatpayspring.simulator.notification.NotificationFaults;
import io.github.wechatpayspring.simulator.notification.Notifications;
import io.github.wechatpayspring.simulator.payscore.Payscore;
import io.github.wechatpayspring.simulator.payscore.SimulatedServiceOrder;
import io.github.wechatpayspring.simulator.payscore.SimulatedSignPlan;
import io.github.wechatpayspring.simulator.state.StateStore;
import io.github.wechatpayspring.simulator.time.SimulatorClock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Shows what there is and does what a test or a developer asks for, by JSON under
 * {@code /_simulator}.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ControlApi implements AutoCloseable {

	private final SimulatorMerchants merchants;

	private final Payscore payscore;

	private final Notifications notifications;

	private final Faults faults;

	private final RequestLog requests;

	private final SimulatorClock clock;

	private final Authenticator authenticator;

	private final StateStore state;

	private final Events events = new Events();

	public ControlApi(SimulatorMerchants merchants, Payscore payscore, Notifications notifications, Faults faults,
			RequestLog requests, SimulatorClock clock, Authenticator authenticator, StateStore state) {
		this.merchants = merchants;
		this.payscore = payscore;
		this.notifications = notifications;
		this.faults = faults;
		this.requests = requests;
		this.clock = clock;
		this.authenticator = authenticator;
		this.state = state;
		requests.onAdd(this.events::request);
		notifications.onChange(this.events::notification);
		clock.onMove(this.events::state);
	}

	/**
	 * Forget everything but the merchants and their keys, behave again, and put the clock
	 * right.
	 */
	public void reset() {
		this.faults.clear();
		this.notifications.faults().clear();
		// One change, or a process killed in the middle would leave half of it in the
		// file
		this.state.run(() -> {
			this.notifications.clear();
			this.payscore.clear();
			this.requests.clear();
			this.clock.reset();
		});
	}

	/**
	 * Return the operations, which are made when one is first called.
	 * @param hosts the domain names by which they can be called, besides local ones
	 * @param others makes the operations that are not of this class
	 * @return the routes
	 */
	public RouterFunction<ServerResponse> routes(List<String> hosts, Supplier<List<RouterFunction<Answer>>> others) {
		List<String> names = List.copyOf(hosts);
		return new ControlRoutes(Deferred.of(() -> make(new LocalNames(names), others.get())));
	}

	private RouterFunction<ServerResponse> make(LocalNames names, List<RouterFunction<Answer>> others) {
		RouterFunction<Answer> routes = state().and(acts())
			.and(misbehaviour())
			.and(time())
			.and(new RequestRoutes(this.requests).routes())
			.and(new DoctorRoutes(this.authenticator).routes())
			.and(new FaultRoutes(this.faults, this.notifications.faults()).routes());
		for (RouterFunction<Answer> other : others) {
			routes = routes.and(other);
		}
		return ControlGateway.guard(this.events.routes(), routes.filter(this::announce), names);
	}

	private Mono<Answer> announce(ServerRequest request, HandlerFunction<Answer> next) {
		Mono<Answer> answer = next.handle(request);
		return HttpMethod.GET.equals(request.method()) ? answer : answer.doOnNext((done) -> this.events.state());
	}

	/**
	 * End what is still being answered.
	 */
	@Override
	public void close() {
		this.events.close();
	}

	/**
	 * Show merchants with what their clients need.
	 * @param merchants the merchants
	 * @return the JSON
	 */
	public static ObjectNode merchants(List<SimulatorMerchant> merchants) {
		return ControlViews.list("merchants", merchants, ControlViews::merchant);
	}

	private RouterFunction<Answer> state() {
		return ControlGateway.get("/merchants", (call) -> merchants(this.merchants.all()))
			.and(ControlGateway.get("/plans",
					(call) -> ControlViews.list("plans", this.payscore.plans(), ControlViews::read)))
			.and(ControlGateway.get("/sign-plans",
					(call) -> ControlViews.list("sign_plans", this.payscore.signPlans(), ControlViews::signPlan)))
			.and(ControlGateway.get("/orders",
					(call) -> ControlViews.list("orders", this.payscore.orders(), ControlViews::order)))
			.and(ControlGateway.get("/charges",
					(call) -> ControlViews.list("charges", this.payscore.deductions().charges(), ControlViews::charge)))
			.and(ControlGateway.get("/notifications", (call) -> ControlViews.list("notifications",
					this.notifications.all(), ControlViews::notification)));
	}

	private RouterFunction<Answer> acts() {
		return ControlGateway.post("/sign-plans/{reference}/sign", (call) -> {
			SimulatedSignPlan signPlan = signPlan(call);
			return ControlViews.signPlan(this.payscore.user(signPlan.openId()).sign(signPlan.signPlanId()));
		}).and(ControlGateway.post("/sign-plans/{reference}/cancel", (call) -> {
			SimulatedSignPlan signPlan = signPlan(call);
			return ControlViews.signPlan(this.payscore.user(signPlan.openId()).cancel(signPlan.signPlanId()));
		})).and(ControlGateway.post("/sign-plans/{reference}/revoke", (call) -> {
			SimulatedSignPlan signPlan = signPlan(call);
			List<SimulatedSignPlan> cancelled = this.payscore.user(signPlan.openId())
				.revokeService(merchant(signPlan.merchantId()));
			return ControlViews.list("sign_plans", cancelled, ControlViews::signPlan);
		}))
			.and(ControlGateway.post("/orders/{reference}/deduct", this::deduct))
			.and(ControlGateway.post("/merchants/{mchid}/deductions", this::deductions))
			.and(ControlGateway.get("/merchants/{mchid}/deductions",
					(call) -> showDeductions(merchant(call.variable("mchid")).id())))
			.and(ControlGateway.post("/notifications/{id}/redeliver", (call) -> {
				this.notifications.redeliver(notification(call).id());
				return Json.object();
			}));
	}

	private RouterFunction<Answer> misbehaviour() {
		NotificationFaults onNotifications = this.notifications.faults();
		return ControlGateway.post("/faults", (call) -> {
			misbehave(call, (text) -> this.faults.next(Fault.parse(text)),
					(text) -> this.faults.always(Fault.parse(text)));
			return Json.object();
		}).and(ControlGateway.delete("/faults", (call) -> {
			this.faults.clear();
			return Json.object();
		})).and(ControlGateway.post("/notification-faults", (call) -> {
			misbehave(call, (text) -> onNotifications.next(NotificationFault.parse(text)),
					(text) -> onNotifications.always(NotificationFault.parse(text)));
			return Json.object();
		})).and(ControlGateway.delete("/notification-faults", (call) -> {
			onNotifications.clear();
			return Json.object();
		})).and(ControlGateway.post("/reset", (call) -> {
			reset();
			return Json.object();
		}));
	}

	private RouterFunction<Answer> time() {
		return ControlGateway.get("/clock", (call) -> showClock()).and(ControlGateway.post("/clock", (call) -> {
			String advance = call.text("advance");
			String set = call.text("set");
			if ((advance != null) == (set != null)) {
				throw new IllegalArgumentException("Exactly one of advance and set is needed");
			}
			if (advance != null) {
				this.clock.advance(Duration.parse(advance));
			}
			else {
				this.clock.set(Instant.parse(call.required("set")));
			}
			return showClock();
		})).and(ControlGateway.delete("/clock", (call) -> {
			this.clock.reset();
			return showClock();
		}));
	}

	private JsonNode deduct(ControlCall call) {
		String id = order(call).orderId();
		// Whoever says something says this, or a slip of the pen would deduct
		String outcome = call.json().isEmpty() ? "succeed" : call.required("outcome");
		SimulatedServiceOrder order = switch (outcome) {
			case "succeed" -> this.payscore.deduct(id);
			case "fail" -> this.payscore.failDeduction(id);
			default -> throw new IllegalArgumentException("The outcome is succeed or fail");
		};
		return ControlViews.order(order);
	}

	private JsonNode deductions(ControlCall call) {
		String id = merchant(call.variable("mchid")).id();
		String mode = call.required("mode");
		switch (mode) {
			case "fail-next" -> this.payscore.deductions().failNext(id);
			case "fail" -> this.payscore.deductions().fail(id);
			case "succeed" -> this.payscore.deductions().succeed(id);
			default -> throw new IllegalArgumentException("The mode is fail-next, fail or succeed");
		}
		return showDeductions(id);
	}

	private ObjectNode showDeductions(String merchantId) {
		ObjectNode json = Json.object();
		json.put("failing", this.payscore.deductions().isFailing(merchantId));
		json.put("failing_next", this.payscore.deductions().failingNext(merchantId));
		return json;
	}

	private static void misbehave(ControlCall call, Consumer<String> next, Consumer<String> always) {
		@Nullable String once = call.text("next");
		@Nullable String ever = call.text("always");
		if ((once != null) == (ever != null)) {
			throw new IllegalArgumentException("Exactly one of next and always is needed");
		}
		if (once != null) {
			next.accept(once);
		}
		else {
			always.accept(call.required("always"));
		}
	}

	private SimulatedSignPlan signPlan(ControlCall call) {
		String reference = call.variable("reference");
		return this.payscore.findSignPlan(reference)
			.orElseThrow(() -> new UnknownReferenceException("There is no sign plan " + reference));
	}

	private SimulatedServiceOrder order(ControlCall call) {
		String reference = call.variable("reference");
		return this.payscore.findOrder(reference)
			.orElseThrow(() -> new UnknownReferenceException("There is no service order " + reference));
	}

	private Notification notification(ControlCall call) {
		String id = call.variable("id");
		return this.notifications.find(id)
			.orElseThrow(() -> new UnknownReferenceException("There is no notification " + id));
	}

	private SimulatorMerchant merchant(String id) {
		SimulatorMerchant merchant = this.merchants.find(id);
		if (merchant == null) {
			throw new UnknownReferenceException("There is no merchant " + id);
		}
		return merchant;
	}

	private ObjectNode showClock() {
		ObjectNode json = Json.object();
		json.put("now", this.clock.instant().toString());
		return json;
	}

}
