package io.github.wechatpayspring.benchmarks.jmh;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.PlanSample;
import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.EncryptedResource;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.SignedMessage;

import org.springframework.http.HttpHeaders;

/**
 * A notification that a user signed a plan, as WeChat Pay posts it.
 *
 * @param resource the encrypted resource
 * @param body the bytes of the body
 * @param headers the headers with the signature
 * @author WeChat Pay Spring maintainers
 */
record NotificationSample(EncryptedResource resource, byte[] body, HttpHeaders headers) {

	private static final String RESOURCE = """
			{"sign_plan_id":"01010033210001424338000019876258","openid":"oBenchmarkBenchmarkBenchmark0","service_id":"%s",\
			"mchid":"%s","sub_mchid":"%s","appid":"%s","merchant_sign_plan_no":"%s",\
			"merchant_callback_url":"https://pay.example.com/wechatpay/notify","plan_id":\
			"01000033210000324638000000376258","going_detail_no":1,"sign_state":"SIGNED","plan_name":"%s",\
			"plan_over_time":"2035-05-20T13:29:35+08:00","total_origin_price":30000,"deduction_quantity":2,\
			"total_actual_price":27000,"signed_detail_list":[{"plan_detail_no":1,"original_price":15000,\
			"plan_discount_description":"%s","actual_price":14000,"plan_detail_state":"NOT_USED",\
			"merchant_plan_detail_no":"D1","plan_detail_name":"%s"}],"sign_time":"2026-08-05T17:33:41+08:00"}"""
		.formatted(PlanSample.SERVICE_ID, Keys.MERCHANT_ID, PlanSample.SUB_MERCHANT_ID, PlanSample.APP_ID,
				PlanSample.NUMBER, PlanSample.NAME, PlanSample.FIRST_DISCOUNT, PlanSample.FIRST);

	/**
	 * Make a notification.
	 * @param id the id
	 * @param apiV3Key encrypts it
	 * @param platformSigner signs it
	 * @return the notification
	 */
	static NotificationSample of(String id, ApiV3Key apiV3Key, MessageSigner platformSigner) {
		EncryptedResource resource = apiV3Key.seal(RESOURCE.getBytes(StandardCharsets.UTF_8), "payscore",
				"j9g1wAzF9Xn1");
		byte[] body = """
				{"id":"%s","create_time":"2026-08-05T17:33:41+08:00","resource_type":"encrypt-resource",\
				"event_type":"PAYSCORE.USER_SIGN_PLAN","summary":"signed","resource":{"original_type":"payscore",\
				"algorithm":"%s","ciphertext":"%s","associated_data":"%s","nonce":"%s"}}"""
			.formatted(id, resource.algorithm(), resource.ciphertext(), resource.associatedData(), resource.nonce())
			.getBytes(StandardCharsets.UTF_8);
		return new NotificationSample(resource, body, sign(body, platformSigner));
	}

	/**
	 * Return the headers with which WeChat Pay signs a body.
	 * @param body the bytes of the body
	 * @param platformSigner signs it
	 * @return the headers
	 */
	static HttpHeaders sign(byte[] body, MessageSigner platformSigner) {
		String timestamp = Long.toString(Instant.now().getEpochSecond());
		String nonce = "d824f2e086d3c1df967785d13fcd22ef";
		byte[] signature = platformSigner.sign(SignedMessage.ofAnswer(timestamp, nonce, body));
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", "application/json");
		headers.set("Request-ID", "08F5A1B2C30610DE0118A8C3D9A80120C0A50128-0");
		headers.set("Wechatpay-Nonce", nonce);
		headers.set("Wechatpay-Serial", Keys.PUBLIC_KEY_ID);
		headers.set("Wechatpay-Signature", Base64.getEncoder().encodeToString(signature));
		headers.set("Wechatpay-Signature-Type", platformSigner.getScheme());
		headers.set("Wechatpay-Timestamp", timestamp);
		return headers;
	}

}
