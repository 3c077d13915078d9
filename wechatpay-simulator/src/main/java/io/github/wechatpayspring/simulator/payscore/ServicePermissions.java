package io.github.wechatpayspring.simulator.payscore;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.Event;
import io.github.wechatpayspring.simulator.state.StateCollection;
import io.github.wechatpayspring.simulator.state.StateStore;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which users let which merchants use their payscore. Guarded by the
 * {@link PayscoreBook}.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ServicePermissions {

	private static final int MAX_PERMISSIONS = 100_000;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
		.withZone(ZoneOffset.ofHours(8));

	private final BoundedMap<MerchantNumber, ServicePermission> permissions = new BoundedMap<>(MAX_PERMISSIONS,
			(permission) -> 1, this::forget);

	private final Clock clock;

	private final Consumer<Event> notifications;

	private final StateCollection<ServicePermission> kept;

	ServicePermissions(Clock clock, StateStore state, Consumer<Event> notifications) {
		this.clock = clock;
		this.notifications = notifications;
		this.kept = state.collection("permissions", new ServicePermission.Codec());
		this.kept.load().forEach((permission) -> this.permissions.put(permission.key(), permission));
	}

	void open(SimulatorMerchant merchant, String user) {
		MerchantNumber key = new MerchantNumber(merchant.id(), user);
		ServicePermission present = this.permissions.get(key);
		if (present == null || !present.open()) {
			ServicePermission opened = put(new ServicePermission(key, RandomText.digits(32), true));
			notify(merchant, user, opened, "USER_OPEN_SERVICE", "用户开启服务");
		}
	}

	void close(SimulatorMerchant merchant, String user) {
		MerchantNumber key = new MerchantNumber(merchant.id(), user);
		ServicePermission present = this.permissions.get(key);
		if (present != null && present.open()) {
			ServicePermission closed = put(new ServicePermission(key, present.authorizationCode(), false));
			notify(merchant, user, closed, "USER_CLOSE_SERVICE", "用户关闭服务");
		}
	}

	void clear() {
		this.permissions.clear();
		this.kept.clear();
	}

	private ServicePermission put(ServicePermission permission) {
		this.permissions.put(permission.key(), permission);
		this.kept.put(permission);
		return permission;
	}

	private void forget(ServicePermission permission) {
		this.kept.remove(permission);
	}

	private void notify(SimulatorMerchant merchant, String user, ServicePermission permission, String status,
			String summary) {
		URI url = merchant.permissionNotifyUrl();
		if (url != null) {
			ObjectNode json = Json.object();
			json.put("openid", user);
			json.put("service_id", merchant.serviceId());
			json.put("appid", merchant.appId());
			json.put("user_service_status", status);
			json.put("openorclose_time", TIME.format(this.clock.instant()));
			json.put("authorization_code", permission.authorizationCode());
			this.notifications.accept(new Event("PAYSCORE." + status, summary, merchant, url, json));
		}
	}

}
