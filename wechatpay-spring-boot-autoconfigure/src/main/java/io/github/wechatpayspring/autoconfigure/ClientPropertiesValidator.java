package io.github.wechatpayspring.autoconfigure;

/**
 * Validates the {@link WechatPayProperties} by which WeChat Pay is called.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ClientPropertiesValidator {

	private ClientPropertiesValidator() {
	}

	/**
	 * Validate the properties.
	 * @param properties the properties
	 * @throws InvalidWechatPayConfigurationException if any isn't valid
	 */
	static void validate(WechatPayProperties properties) {
		PropertyProblems problems = new PropertyProblems("wechatpay.");
		problems.requirePositive("connect-timeout", properties.getConnectTimeout(), "a time such as '3s'");
		problems.requirePositive("read-timeout", properties.getReadTimeout(), "a time such as '10s'");
		problems.requireSizeInMemory("max-in-memory-size", properties.getMaxInMemorySize(), "a size such as '1MB'");
		WechatPayProperties.Pool pool = properties.getPool();
		problems.requirePositive("pool.max-connections", pool.getMaxConnections(), "a number such as '100'");
		problems.requireNotNegative("pool.max-idle-time", pool.getMaxIdleTime(),
				"less than 8 seconds, such as '6s', or to '0s' to use every connection once");
		problems.requirePositive("pool.pending-acquire-timeout", pool.getPendingAcquireTimeout(),
				"a time such as '5s'");
		problems.throwIfAny();
	}

}
