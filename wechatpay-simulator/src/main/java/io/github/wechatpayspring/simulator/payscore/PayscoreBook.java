package io.github.wechatpayspring.simulator.payscore;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.state.StateCollection;
import io.github.wechatpayspring.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * The sign plans and service orders of all merchants. Whoever reads or writes it holds
 * its monitor for as long as a transition takes, so that transitions are atomic.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PayscoreBook {

	private static final int MAX_DETAILS = 100_000;

	private final Map<MerchantNumber, String> idsByNumber = new HashMap<>();

	private final Map<MerchantNumber, String> idsByDetailNumber = new HashMap<>();

	private final Map<String, String> idsByPackage = new HashMap<>();

	private final Map<MerchantNumber, ServiceOrder> ordersByNumber = new HashMap<>();

	private final Map<String, MerchantNumber> orderNumbersByQueryId = new HashMap<>();

	private final Map<String, List<MerchantNumber>> ordersBySignPlan = new HashMap<>();

	private final BoundedMap<String, SignPlan> signPlans = new BoundedMap<>(MAX_DETAILS,
			(signPlan) -> signPlan.details().size(), this::forget);

	private final Clock clock;

	private final StateCollection<SignPlan> keptSignPlans;

	private final StateCollection<ServiceOrder> keptOrders;

	PayscoreBook(Clock clock, StateStore state, SimulatorMerchants merchants) {
		this.clock = clock;
		this.keptSignPlans = state.collection("sign-plans", new SignPlanCodec(merchants));
		this.keptSignPlans.load().forEach(this::index);
		this.keptOrders = state.collection("orders", new ServiceOrderCodec(this::keptSignPlan));
		this.keptOrders.load().forEach(this::index);
	}

	private SignPlan keptSignPlan(String id) {
		SignPlan signPlan = this.signPlans.get(id);
		if (signPlan == null) {
			throw new IllegalArgumentException("There is no sign plan " + id);
		}
		return signPlan;
	}

	Instant now() {
		return this.clock.instant();
	}

	void put(SignPlan signPlan) {
		index(signPlan);
		this.keptSignPlans.put(signPlan);
	}

	private void index(SignPlan signPlan) {
		String merchantId = signPlan.merchant().id();
		String id = signPlan.id();
		this.idsByNumber.put(new MerchantNumber(merchantId, signPlan.content().merchantSignPlanNo()), id);
		this.idsByPackage.put(signPlan.packageText(), id);
		signPlan.content()
			.detailNumbers()
			.forEach((number) -> this.idsByDetailNumber.put(new MerchantNumber(merchantId, number), id));
		this.signPlans.put(id, signPlan);
	}

	void replace(SignPlan signPlan) {
		this.signPlans.put(signPlan.id(), signPlan);
		this.keptSignPlans.put(signPlan);
	}

	void put(ServiceOrder order) {
		index(order);
		this.keptOrders.put(order);
	}

	private void index(ServiceOrder order) {
		MerchantNumber number = new MerchantNumber(order.merchant().id(), order.number());
		if (this.ordersByNumber.put(number, order) == null) {
			this.ordersBySignPlan.computeIfAbsent(order.signPlanId(), (id) -> new ArrayList<>()).add(number);
			this.orderNumbersByQueryId.put(order.queryId(), number);
		}
	}

	@Nullable SignPlan signPlan(String id) {
		SignPlan signPlan = this.signPlans.get(id);
		return (signPlan != null) ? upToDate(signPlan) : null;
	}

	@Nullable SignPlan signPlanByNumber(String merchantId, String number) {
		String id = this.idsByNumber.get(new MerchantNumber(merchantId, number));
		return (id != null) ? signPlan(id) : null;
	}

	@Nullable SignPlan signPlanByPackage(String packageText) {
		String id = this.idsByPackage.get(packageText);
		return (id != null) ? signPlan(id) : null;
	}

	boolean isDetailNumberUsed(String merchantId, Collection<String> numbers) {
		return numbers.stream()
			.anyMatch((number) -> this.idsByDetailNumber.containsKey(new MerchantNumber(merchantId, number)));
	}

	List<SignPlan> signPlans() {
		return this.signPlans.values().stream().map(this::upToDate).toList();
	}

	@Nullable ServiceOrder order(String merchantId, String number) {
		return this.ordersByNumber.get(new MerchantNumber(merchantId, number));
	}

	@Nullable ServiceOrder orderByQueryId(String queryId) {
		MerchantNumber number = this.orderNumbersByQueryId.get(queryId);
		return (number != null) ? this.ordersByNumber.get(number) : null;
	}

	List<ServiceOrder> orders() {
		return this.signPlans.values()
			.stream()
			.flatMap((signPlan) -> this.ordersBySignPlan.getOrDefault(signPlan.id(), List.of()).stream())
			.map((number) -> Objects.requireNonNull(this.ordersByNumber.get(number)))
			.toList();
	}

	void clear() {
		this.signPlans.clear();
		this.idsByNumber.clear();
		this.idsByPackage.clear();
		this.idsByDetailNumber.clear();
		this.ordersByNumber.clear();
		this.ordersBySignPlan.clear();
		this.orderNumbersByQueryId.clear();
		this.keptSignPlans.clear();
		this.keptOrders.clear();
	}

	private SignPlan upToDate(SignPlan signPlan) {
		if (!signPlan.isOutOfTime(now())) {
			return signPlan;
		}
		SignState next = SignPlanAction.TABLE.next(signPlan.state(), SignPlanAction.TIME_RUNS_OUT, false);
		if (next == null) {
			return signPlan;
		}
		SignPlan expired = signPlan.in(next);
		replace(expired);
		return expired;
	}

	private void forget(SignPlan signPlan) {
		this.keptSignPlans.remove(signPlan);
		String merchantId = signPlan.merchant().id();
		this.idsByNumber.remove(new MerchantNumber(merchantId, signPlan.content().merchantSignPlanNo()));
		this.idsByPackage.remove(signPlan.packageText());
		signPlan.content()
			.detailNumbers()
			.forEach((number) -> this.idsByDetailNumber.remove(new MerchantNumber(merchantId, number)));
		List<MerchantNumber> orders = this.ordersBySignPlan.remove(signPlan.id());
		if (orders != null) {
			for (MerchantNumber number : orders) {
				ServiceOrder order = this.ordersByNumber.remove(number);
				if (order != null) {
					this.orderNumbersByQueryId.remove(order.queryId());
					this.keptOrders.remove(order);
				}
			}
		}
	}

}
