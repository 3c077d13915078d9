package io.github.wechatpayspring.notification;

import io.github.wechatpayspring.payscore.ServiceOrder;
import io.github.wechatpayspring.payscore.UserSignPlan;
import tools.jackson.databind.JsonNode;

import org.springframework.util.Assert;

/**
 * A kind of event that WeChat Pay notifies of, and what the resource of such a
 * notification is read as. The constants are the events of payscore; any other event of
 * APIv3 is {@code new WechatPayEvent<>("TRANSACTION.SUCCESS", Transaction.class)}, with a
 * type of the application or with {@link JsonNode}. In the same way, an event of payscore
 * can be taken as another type.
 *
 * @param <T> the type of the resource
 * @param type the {@code event_type}, as WeChat Pay writes it
 * @param resourceType the type of the resource
 * @author WeChat Pay Spring maintainers
 */
public record WechatPayEvent<T>(String type, Class<T> resourceType) {

	/**
	 * A user signed a plan, {@code PAYSCORE.USER_SIGN_PLAN}.
	 */
	public static final WechatPayEvent<UserSignPlan> USER_SIGN_PLAN = new WechatPayEvent<>("PAYSCORE.USER_SIGN_PLAN",
			UserSignPlan.class);

	/**
	 * A signed plan was cancelled, {@code PAYSCORE.USER_CANCEL_SIGN_PLAN}.
	 */
	public static final WechatPayEvent<UserSignPlan> USER_CANCEL_SIGN_PLAN = new WechatPayEvent<>(
			"PAYSCORE.USER_CANCEL_SIGN_PLAN", UserSignPlan.class);

	/**
	 * A service order was paid, {@code PAYSCORE.USER_PAID}.
	 */
	public static final WechatPayEvent<ServiceOrder> USER_PAID = new WechatPayEvent<>("PAYSCORE.USER_PAID",
			ServiceOrder.class);

	/**
	 * A user confirmed a service order, {@code PAYSCORE.USER_CONFIRM}.
	 */
	public static final WechatPayEvent<ServiceOrder> USER_CONFIRM = new WechatPayEvent<>("PAYSCORE.USER_CONFIRM",
			ServiceOrder.class);

	/**
	 * A user opened the service, {@code PAYSCORE.USER_OPEN_SERVICE}.
	 */
	public static final WechatPayEvent<UserPermission> USER_OPEN_SERVICE = new WechatPayEvent<>(
			"PAYSCORE.USER_OPEN_SERVICE", UserPermission.class);

	/**
	 * A user closed the service, {@code PAYSCORE.USER_CLOSE_SERVICE}.
	 */
	public static final WechatPayEvent<UserPermission> USER_CLOSE_SERVICE = new WechatPayEvent<>(
			"PAYSCORE.USER_CLOSE_SERVICE", UserPermission.class);

	/**
	 * Every event that no other handler takes, as a tree.
	 */
	public static final WechatPayEvent<JsonNode> ANY_OTHER = new WechatPayEvent<>("*", JsonNode.class);

	/**
	 * Create an event.
	 * @param type the {@code event_type}, as WeChat Pay writes it
	 * @param resourceType the type of the resource
	 */
	public WechatPayEvent {
		Assert.hasText(type, "'type' must not be empty");
		Assert.notNull(resourceType, "'resourceType' must not be null");
	}

	/**
	 * Return whether notifications of a type are about this event.
	 * @param eventType the {@code event_type} of a notification
	 * @return whether this event includes the type
	 */
	public boolean includes(String eventType) {
		return this.type.equals(ANY_OTHER.type) || this.type.equals(eventType);
	}

	@Override
	public String toString() {
		return this.type;
	}

}
