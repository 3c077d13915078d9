package io.github.wechatpayspring.simulator.payscore;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.state.StateCodec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a user lets a merchant use the user's payscore.
 *
 * @param key the merchant and the user
 * @param authorizationCode the {@code authorization_code}
 * @param open whether it is open
 * @author WeChat Pay Spring maintainers
 */
record ServicePermission(MerchantNumber key, String authorizationCode, boolean open) {

	@Override
	public String toString() {
		return "ServicePermission[merchantId=" + this.key.merchantId() + ", open=" + this.open + "]";
	}

	/**
	 * Keeps permissions.
	 */
	static final class Codec implements StateCodec<ServicePermission> {

		@Override
		public String key(ServicePermission permission) {
			return permission.key().merchantId() + "/" + permission.key().number();
		}

		@Override
		public ObjectNode write(ServicePermission permission) {
			ObjectNode json = Json.object();
			json.put("mchid", permission.key().merchantId());
			json.put("openid", permission.key().number());
			json.put("authorization_code", permission.authorizationCode());
			json.put("open", permission.open());
			return json;
		}

		@Override
		public ServicePermission read(ObjectNode json) {
			MerchantNumber key = new MerchantNumber(json.required("mchid").stringValue(),
					json.required("openid").stringValue());
			return new ServicePermission(key, json.required("authorization_code").stringValue(),
					json.required("open").booleanValue());
		}

	}

}
