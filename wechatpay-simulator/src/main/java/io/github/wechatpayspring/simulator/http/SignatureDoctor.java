package io.github.wechatpayspring.simulator.http;

/**
 * Finds out why a signature was refused.
 *
 * @author WeChat Pay Spring maintainers
 */
@FunctionalInterface
public interface SignatureDoctor {

	/**
	 * Explain a refusal.
	 * @param request the request as received
	 * @param refusal the refusal, without a diagnosis
	 * @return the diagnosis
	 */
	Diagnosis diagnose(ReceivedRequest request, SignatureRefusal refusal);

}
