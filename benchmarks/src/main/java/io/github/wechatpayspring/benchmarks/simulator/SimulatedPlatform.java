package io.github.wechatpayspring.benchmarks.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

import io.github.wechatpayspring.benchmarks.PlanSample;

/**
 * A merchant of a simulator: makes the bytes of signed requests, and says what is wrong
 * with answers.
 *
 * @param port the port of the simulator
 * @param merchantId the merchant number
 * @param serialNumber the serial number of the merchant certificate
 * @param serviceId the payscore service
 * @param appId the application
 * @param subMerchantId the sub-merchant
 * @param publicKeyId the id of the WeChat Pay public key
 * @param privateKey the merchant's key
 * @param publicKey the WeChat Pay public key
 * @author WeChat Pay Spring maintainers
 */
record SimulatedPlatform(int port, String merchantId, String serialNumber, String serviceId, String appId,
		String subMerchantId, String publicKeyId, PrivateKey privateKey, PublicKey publicKey) {

	private static final String ALGORITHM = "SHA256withRSA";

	static SimulatedPlatform parse(String line) throws GeneralSecurityException {
		String[] parts = line.split(" ");
		KeyFactory keys = KeyFactory.getInstance("RSA");
		return new SimulatedPlatform(Integer.parseInt(parts[0]), parts[1], parts[2], parts[3], parts[4], parts[5],
				parts[6], keys.generatePrivate(new PKCS8EncodedKeySpec(decode(parts[7]))),
				keys.generatePublic(new X509EncodedKeySpec(decode(parts[8]))));
	}

	private static byte[] decode(String base64) {
		String pem = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
		return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
	}

	byte[] sign(byte[] message) {
		try {
			Signature signature = Signature.getInstance(ALGORITHM);
			signature.initSign(this.privateKey);
			signature.update(message);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Make a request that creates a plan.
	 * @param number the number of the plan, all different
	 * @return the request as it goes over the wire
	 */
	byte[] request(int number) {
		String body = """
				{"service_id":"%s","sub_mchid":"%s","appid":"%s","merchant_plan_no":"%s","plan_name":"%s",\
				"plan_duration":300,"total_original_price":30000,"deduction_quantity":2,"total_actual_price":27000,\
				"plan_detail_list":[{"plan_detail_name":"%s","original_price":15000,"plan_discount_description":"%s",\
				"actual_price":14000},{"plan_detail_name":"%s","original_price":15000,\
				"plan_discount_description":"%s","actual_price":13000}]}""".formatted(this.serviceId,
				this.subMerchantId, this.appId, planNumber(number), PlanSample.NAME, PlanSample.FIRST,
				PlanSample.FIRST_DISCOUNT, PlanSample.SECOND, PlanSample.SECOND_DISCOUNT);
		String timestamp = Long.toString(Instant.now().getEpochSecond());
		String nonce = "nonce" + number;
		String message = "POST\n" + PlanSample.PATH + "\n" + timestamp + "\n" + nonce + "\n" + body + "\n";
		String signature = Base64.getEncoder().encodeToString(sign(message.getBytes(StandardCharsets.UTF_8)));
		String head = """
				POST %s HTTP/1.1\r
				Host: 127.0.0.1:%d\r
				Accept: application/json\r
				Content-Type: application/json\r
				User-Agent: benchmarks\r
				Wechatpay-Serial: %s\r
				Authorization: WECHATPAY2-SHA256-RSA2048 mchid="%s",nonce_str="%s",timestamp="%s",serial_no="%s",\
				signature="%s"\r
				Content-Length: %d\r
				\r
				""".formatted(PlanSample.PATH, this.port, this.publicKeyId, this.merchantId, nonce, timestamp,
				this.serialNumber, signature, body.getBytes(StandardCharsets.UTF_8).length);
		return (head + body).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Check an answer.
	 * @param number the number of the plan
	 * @param answer the answer as it came over the wire
	 * @return whether it is the signed answer to that request
	 */
	boolean isAnswer(int number, byte[] answer) {
		String text = new String(answer, StandardCharsets.UTF_8);
		int end = text.indexOf("\r\n\r\n");
		String head = text.substring(0, end);
		String body = text.substring(end + 4);
		if (!head.startsWith("HTTP/1.1 200 ") || !body.contains("\"merchant_plan_no\":\"" + planNumber(number) + "\"")
				|| !body.contains("\"total_actual_price\":27000")) {
			return false;
		}
		String message = header(head, "Wechatpay-Timestamp") + "\n" + header(head, "Wechatpay-Nonce") + "\n" + body
				+ "\n";
		try {
			Signature signature = Signature.getInstance(ALGORITHM);
			signature.initVerify(this.publicKey);
			signature.update(message.getBytes(StandardCharsets.UTF_8));
			return signature.verify(Base64.getDecoder().decode(header(head, "Wechatpay-Signature")));
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static String header(String head, String name) {
		int start = head.indexOf("\r\n" + name + ": ");
		if (start == -1) {
			return "";
		}
		int value = start + name.length() + 4;
		int end = head.indexOf("\r\n", value);
		return head.substring(value, (end != -1) ? end : head.length());
	}

	private static String planNumber(int number) {
		return "plan-" + number;
	}

}
