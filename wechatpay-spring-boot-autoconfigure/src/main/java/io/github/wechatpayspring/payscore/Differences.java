package io.github.wechatpayspring.payscore;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * In what WeChat Pay has something else than what was requested. What a request leaves to
 * the configuration isn't compared.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Differences {

	private final List<String> fields = new ArrayList<>();

	/**
	 * Compare a field.
	 * @param field the field
	 * @param requested what was requested, if anything; an empty text is nothing
	 * @param found what there is
	 * @return these differences
	 */
	private Differences compare(String field, @Nullable Object requested, @Nullable Object found) {
		if (requested != null && !"".equals(requested) && !requested.equals(found)) {
			this.fields.add(field);
		}
		return this;
	}

	/**
	 * Compare a field that an answer can leave out.
	 * @param field the field
	 * @param requested what was requested, if anything
	 * @param found what there is, if it is shown
	 * @return these differences
	 */
	private Differences compareShown(String field, @Nullable Object requested, @Nullable Object found) {
		return (found != null && !"".equals(found)) ? compare(field, requested, found) : this;
	}

	private void throwIfAny(String what) {
		if (!this.fields.isEmpty()) {
			throw new ConflictingOutcomeException(what, this.fields);
		}
	}

	static PayscorePlan refuseOther(PayscorePlanRequest request, PayscorePlan plan) {
		Differences differences = new Differences().compare("merchantPlanNo", request.merchantPlanNo(),
				plan.merchantPlanNo());
		differences.compare("serviceId", request.serviceId(), plan.serviceId())
			.compare("appId", request.appId(), plan.appId())
			.compare("subMerchantId", request.subMerchantId(), plan.subMerchantId())
			.compareShown("subAppId", request.subAppId(), plan.subAppId())
			.compare("name", request.name(), plan.name())
			.compare("durationDays", request.durationDays(), plan.durationDays())
			.compare("deductionQuantity", request.deductionQuantity(), plan.deductionQuantity())
			.compare("totalOriginalPrice", request.totalOriginalPrice(), plan.totalOriginalPrice())
			.compare("totalActualPrice", request.totalActualPrice(), plan.totalActualPrice());
		if (!plan.details().isEmpty()) {
			differences.compare("details", request.details().size(), plan.details().size());
			for (int i = 0; i < Math.min(request.details().size(), plan.details().size()); i++) {
				differences.compareDetail("details[" + i + "].", request.details().get(i), plan.details().get(i));
			}
		}
		differences.throwIfAny("plan " + plan.merchantPlanNo());
		return plan;
	}

	private void compareDetail(String path, PayscorePlanRequest.Detail requested, PayscorePlanDetail found) {
		compare(path + "name", requested.name(), found.name());
		compare(path + "originalPrice", requested.originalPrice(), found.originalPrice());
		compare(path + "actualPrice", requested.actualPrice(), found.actualPrice());
		compareShown(path + "discountDescription", requested.discountDescription(), found.discountDescription());
	}

	static UserSignPlan refuseOther(UserSignPlanRequest request, UserSignPlan plan) {
		Differences differences = new Differences()
			.compare("merchantSignPlanNo", request.merchantSignPlanNo(), plan.merchantSignPlanNo())
			.compare("serviceId", request.serviceId(), plan.serviceId())
			.compare("planId", request.planId(), plan.planId())
			.compare("appId", request.appId(), plan.appId())
			.compare("subMerchantId", request.subMerchantId(), plan.subMerchantId())
			.compareShown("subAppId", request.subAppId(), plan.subAppId())
			.compareShown("openid", request.openid(), plan.openid())
			.compareShown("subOpenid", request.subOpenid(), plan.subOpenid())
			.compare("notifyUrl", request.notifyUrl(), plan.notifyUrl());
		differences.throwIfAny("user sign plan " + plan.merchantSignPlanNo());
		return plan;
	}

	static ServiceOrder refuseOther(ServiceOrderRequest request, ServiceOrder order) {
		Differences differences = new Differences().compare("outOrderNo", request.outOrderNo(), order.outOrderNo())
			.compare("serviceId", request.serviceId(), order.serviceId())
			.compare("appId", request.appId(), order.appId())
			.compare("subMerchantId", request.subMerchantId(), order.subMerchantId())
			.compareShown("subAppId", request.subAppId(), order.subAppId())
			.compareShown("openid", request.openid(), order.openid())
			.compareShown("subOpenid", request.subOpenid(), order.subOpenid())
			.compareShown("notifyUrl", request.notifyUrl(), order.notifyUrl())
			.compare("introduction", request.introduction(), order.introduction())
			.compareShown("attach", request.attach(), order.attach())
			.compareShown("location", request.location(), order.location());
		OrderTime requestedStart = (request.timeRange() != null) ? request.timeRange().startTime() : null;
		OrderTime start = (order.timeRange() != null) ? order.timeRange().startTime() : null;
		if (!OrderTime.ON_ACCEPT.equals(requestedStart)) {
			differences.compareShown("timeRange.startTime", requestedStart, start);
		}
		if (order.state().equals(OrderState.REVOKED) || order.state().equals(OrderState.EXPIRED)) {
			differences.fields.add("state");
		}
		differences.throwIfAny("service order " + order.outOrderNo());
		return order;
	}

	/**
	 * Refuse an order that is neither completed with a total nor waiting for completion.
	 * @param totalAmount the total that was requested
	 * @param order the order
	 * @return whether the order is completed with that total
	 */
	static boolean isCompleted(long totalAmount, ServiceOrder order) {
		boolean doing = order.state().equals(OrderState.DOING);
		if (doing && OrderStateDescription.USER_CONFIRM.equals(order.stateDescription())) {
			return false;
		}
		refuseUncompleted(order);
		Long total = order.totalAmount();
		if (total == null && order.collection() != null) {
			total = order.collection().totalAmount();
		}
		new Differences().compare("totalAmount", totalAmount, total).throwIfAny("service order " + order.outOrderNo());
		return true;
	}

	/**
	 * Refuse an order that isn't completed.
	 * @param order the order
	 * @return the order
	 */
	static ServiceOrder refuseUncompleted(ServiceOrder order) {
		boolean collecting = order.state().equals(OrderState.DOING)
				&& OrderStateDescription.MCH_COMPLETE.equals(order.stateDescription());
		if (!collecting && !order.state().equals(OrderState.DONE)) {
			throw new ConflictingOutcomeException("service order " + order.outOrderNo(), List.of("state"));
		}
		return order;
	}

}
