package io.github.wechatpayspring.simulator.payscore;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.config.Section;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.notification.Event;
import io.github.wechatpayspring.simulator.notification.Notifications;
import io.github.wechatpayspring.simulator.state.StateStore;

import org.springframework.http.HttpMethod;

/**
 * Payscore plans, sign plans and service orders: the operations for merchants, and from
 * the other side what is there and what users do. Safe for use by several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Payscore {

	private final PayscoreBook book;

	private final PayscorePlans plans;

	private final ServicePermissions permissions;

	private final SignPlans signPlans;

	private final ServiceOrders orders;

	private final Deductions deductions;

	private final SimulatorMerchants merchants;

	private final StateStore state;

	private final Notifications notifications;

	private volatile boolean quiet;

	public Payscore(Clock clock, Notifications notifications, SimulatorMerchants merchants, StateStore state) {
		this.merchants = merchants;
		this.state = state;
		this.notifications = notifications;
		this.deductions = new Deductions(state);
		this.book = new PayscoreBook(clock, state, merchants);
		this.plans = new PayscorePlans(clock, state);
		this.permissions = new ServicePermissions(clock, state, this::send);
		this.signPlans = new SignPlans(this.book, this.plans, this.permissions, this::send);
		this.orders = new ServiceOrders(this.book, this.deductions, this::send);
	}

	/**
	 * Begin with what a document says. No merchant is notified of it.
	 * @param plans the plans, with their sign plans and orders in them
	 * @throws IllegalArgumentException if something is wrong with them
	 */
	public void seed(List<Section> plans) {
		PayscoreSeed seed = new PayscoreSeed(this.merchants, this.plans, this.signPlans, this.orders, this.deductions);
		this.quiet = true;
		try {
			this.state.run(() -> plans.forEach(seed::createPlan));
		}
		finally {
			this.quiet = false;
		}
	}

	private void send(Event event) {
		if (!this.quiet) {
			this.notifications.send(event);
		}
	}

	/**
	 * Return the operations.
	 * @return the endpoints
	 */
	public List<Endpoint> endpoints() {
		List<Endpoint> endpoints = new ArrayList<>();
		endpoints.addAll(new PayscorePlanEndpoints(this.plans).endpoints());
		endpoints.addAll(new SignPlanEndpoints(this.signPlans).endpoints());
		endpoints.addAll(new ServiceOrderEndpoints(this.orders).endpoints());
		return endpoints.stream().map(this::keeping).toList();
	}

	private Endpoint keeping(Endpoint endpoint) {
		return (endpoint.method() != HttpMethod.POST) ? endpoint
				: endpoint.withOperation((call) -> this.state.update(() -> endpoint.operation().apply(call)));
	}

	/**
	 * Return a user.
	 * @param openId the {@code openid} or {@code sub_openid}
	 * @return the user
	 */
	public SimulatedUser user(String openId) {
		if (openId == null || openId.isBlank()) {
			throw new IllegalArgumentException("A user has an openid");
		}
		return new SimulatedUser(this, openId);
	}

	/**
	 * Return the plans.
	 * @return all plans as a query answers them, the oldest first
	 */
	public List<String> plans() {
		return this.plans.all().stream().map((plan) -> plan.toJson().toString()).toList();
	}

	/**
	 * Return the sign plans.
	 * @return all sign plans, the oldest first
	 */
	public List<SimulatedSignPlan> signPlans() {
		synchronized (this.book) {
			return this.book.signPlans().stream().map(SignPlan::snapshot).toList();
		}
	}

	/**
	 * Find a sign plan.
	 * @param reference the {@code package}, the {@code sign_plan_id} or the
	 * {@code merchant_sign_plan_no}
	 * @return the sign plan, if there is one
	 * @throws IllegalArgumentException if several merchants gave the number
	 */
	public Optional<SimulatedSignPlan> findSignPlan(String reference) {
		return signPlan(reference).map(SignPlan::snapshot);
	}

	/**
	 * Return the service orders.
	 * @return all service orders, by sign plan
	 */
	public List<SimulatedServiceOrder> orders() {
		synchronized (this.book) {
			return this.book.orders().stream().map(ServiceOrder::snapshot).toList();
		}
	}

	/**
	 * Find a service order.
	 * @param reference the {@code order_id} or the {@code out_order_no}
	 * @return the order, if there is one
	 * @throws IllegalArgumentException if several merchants gave the number
	 */
	public Optional<SimulatedServiceOrder> findOrder(String reference) {
		return order(reference).map(ServiceOrder::snapshot);
	}

	/**
	 * Deduct what is to be paid for an order whose deduction failed, even if deductions
	 * are asked to fail.
	 * @param reference the {@code order_id} or the {@code out_order_no}
	 * @return the order, paid
	 * @throws IllegalArgumentException if there is no such order
	 * @throws IllegalStateException if nothing is to be paid for it
	 */
	public SimulatedServiceOrder deduct(String reference) {
		return deduct(reference, this.orders::deduct);
	}

	/**
	 * Fail to deduct what is to be paid for an order, as when WeChat Pay tries again and
	 * the user still can't pay: the order stays to be paid, and nobody is notified. How
	 * many of the next deductions are asked to fail does not change.
	 * @param reference the {@code order_id} or the {@code out_order_no}
	 * @return the order, still to be paid
	 * @throws IllegalArgumentException if there is no such order
	 * @throws IllegalStateException if nothing is to be paid for it
	 */
	public SimulatedServiceOrder failDeduction(String reference) {
		return deduct(reference, this.orders::failDeduction);
	}

	private SimulatedServiceOrder deduct(String reference, UnaryOperator<ServiceOrder> deduction) {
		ServiceOrder order = order(reference)
			.orElseThrow(() -> new IllegalArgumentException("There is no service order " + reference));
		return act("Nothing is due for the service order " + reference + ". ", () -> deduction.apply(order)).snapshot();
	}

	/**
	 * Return whether deductions succeed, and what was deducted.
	 * @return the deductions
	 */
	public Deductions deductions() {
		return this.deductions;
	}

	/**
	 * Forget everything.
	 */
	public void clear() {
		this.state.run(() -> {
			synchronized (this.book) {
				this.book.clear();
				this.permissions.clear();
				this.plans.clear();
				this.deductions.clear();
			}
		});
	}

	SimulatedSignPlan sign(String openId, String reference) {
		SignPlan signPlan = signPlanOf(openId, reference);
		return act(() -> this.signPlans.userSigns(signPlan)).snapshot();
	}

	SimulatedSignPlan cancel(String openId, String reference) {
		SignPlan signPlan = signPlanOf(openId, reference);
		return act(() -> this.signPlans.userCancels(signPlan)).snapshot();
	}

	List<SimulatedSignPlan> revokeService(String openId, SimulatorMerchant merchant) {
		return act(() -> this.signPlans.userRevokesService(merchant, openId)).stream().map(SignPlan::snapshot).toList();
	}

	private SignPlan signPlanOf(String openId, String reference) {
		return signPlan(reference).filter((signPlan) -> signPlan.content().isOf(openId))
			.orElseThrow(() -> new IllegalArgumentException("The user has no sign plan " + reference));
	}

	private Optional<SignPlan> signPlan(String reference) {
		synchronized (this.book) {
			SignPlan byId = this.book.signPlan(reference);
			SignPlan found = (byId != null) ? byId : this.book.signPlanByPackage(reference);
			return (found != null) ? Optional.of(found)
					: single(reference,
							this.book.signPlans()
								.stream()
								.filter((signPlan) -> signPlan.content().merchantSignPlanNo().equals(reference))
								.toList());
		}
	}

	private Optional<ServiceOrder> order(String reference) {
		synchronized (this.book) {
			return single(reference,
					this.book.orders()
						.stream()
						.filter((order) -> order.id().equals(reference) || order.number().equals(reference))
						.toList());
		}
	}

	private static <T> Optional<T> single(String reference, List<T> all) {
		if (all.size() > 1) {
			throw new IllegalArgumentException("Several merchants gave the number " + reference);
		}
		return all.stream().findFirst();
	}

	private <T> T act(Supplier<T> act) {
		return act("", act);
	}

	private <T> T act(String refused, Supplier<T> act) {
		try {
			return this.state.update(act);
		}
		catch (ApiErrorException ex) {
			throw new IllegalStateException(refused + Objects.requireNonNull(ex.getMessage()), ex);
		}
	}

}
