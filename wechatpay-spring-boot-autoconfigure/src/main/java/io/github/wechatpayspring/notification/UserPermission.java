package io.github.wechatpayspring.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A user's permission for a payscore service, as WeChat Pay tells it when the user opens
 * or closes the service.
 *
 * @param openid the user in the application of the merchant, {@code openid}
 * @param serviceId the payscore service, {@code service_id}
 * @param appId the application of the merchant, {@code appid}
 * @param status whether the service was opened or closed, {@code user_service_status}:
 * {@code USER_OPEN_SERVICE} or {@code USER_CLOSE_SERVICE}, and perhaps others one day
 * @param changeTime when it was opened or closed, {@code openorclose_time}, as WeChat Pay
 * writes it
 * @param authorizationCode the merchant's number of the permission,
 * {@code authorization_code}
 * @author WeChat Pay Spring maintainers
 */
public record UserPermission(@JsonProperty("openid") @Nullable String openid,
		@JsonProperty("service_id") @Nullable String serviceId, @JsonProperty("appid") @Nullable String appId,
		@JsonProperty("user_service_status") @Nullable String status,
		@JsonProperty("openorclose_time") @Nullable String changeTime,
		@JsonProperty("authorization_code") @Nullable String authorizationCode) {

	@Override
	public String toString() {
		return "UserPermission[serviceId=" + this.serviceId + ", appId=" + this.appId + ", status=" + this.status
				+ ", changeTime=" + this.changeTime + "]";
	}

}
