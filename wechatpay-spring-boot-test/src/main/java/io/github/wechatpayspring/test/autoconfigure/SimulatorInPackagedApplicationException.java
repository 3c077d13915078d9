package io.github.wechatpayspring.test.autoconfigure;

/**
 * Thrown when a packaged application is told to simulate WeChat Pay: its users would not
 * pay.
 *
 * @author WeChat Pay Spring maintainers
 */
class SimulatorInPackagedApplicationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String sign;

	SimulatorInPackagedApplicationException(String sign) {
		super("WeChat Pay is not simulated in a packaged application: " + sign);
		this.sign = sign;
	}

	/**
	 * Return what shows that the application was packaged.
	 * @return the sign
	 */
	String getSign() {
		return this.sign;
	}

}
