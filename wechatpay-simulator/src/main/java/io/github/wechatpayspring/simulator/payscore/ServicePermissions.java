package io.github.wechatpayspring.simulator.payscore;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.Event;
import io.github.wechatpayspring.simulator.notification.Notifications;
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

	private final BoundedMap<MerchantNumber, Permission> permissions = new BoundedMap<>(MAX_PERMISSIONS,
			(permission) -> 1, (permission) -> {
			});

	private final Clock clock;

	private final Notifications notifications;

	ServicePermissions(Clock clock, Notifications notifications) {
		this.clock = clock;
		this.notifications = notifications;
	}

	void open(SimulatorMerchant merchant, String user) {
		MerchantNumber key = new MerchantNumber(merchant.id(), user);
		Permission present = this.permissions.get(key);
		if (present == null || !present.open()) {
			Permission opened = new Permission(RandomText.digits(32), true);
			this.permissions.put(key, opened);
			notify(merchant, user, opened, "USER_OPEN_SERVICE", "用户开启服务");
		}
	}

	void close(SimulatorMerchant merchant, String user) {
		MerchantNumber key = new MerchantNumber(merchant.id(), user);
		Permission present = this.permissions.get(key);
		if (present != null && present.open()) {
			Permission closed = new Permission(present.authorizationCode(), false);
			this.permissions.put(key, closed);
			notify(merchant, user, closed, "USER_CLOSE_SERVICE", "用户关闭服务");
		}
	}

	void clear() {
		this.permissions.clear();
	}

	private void notify(SimulatorMerchant merchant, String user, Permission permission, String status, String summary) {
		URI url = merchant.permissionNotifyUrl();
		if (url != null) {
			ObjectNode json = Json.object();
			json.put("openid", user);
			json.put("service_id", merchant.serviceId());
			json.put("appid", merchant.appId());
			json.put("user_service_status", status);
			json.put("openorclose_time", TIME.format(this.clock.instant()));
			json.put("authorization_code", permission.authorizationCode());
			this.notifications.send(new Event("PAYSCORE." + status, summary, merchant, url, json));
		}
	}

	/**
	 * A user's permission.
	 */
	private record Permission(String authorizationCode, boolean open) {

	}

}
