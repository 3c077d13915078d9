package io.github.wechatpayspring.json;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How WeChat Pay's JSON is read and written, whatever the application has set for its
 * own: fields that aren't known are passed over, and what was written as a fraction is no
 * whole number. For the packages of this library.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class WechatPayJson {

	private WechatPayJson() {
	}

	/**
	 * Create a mapper.
	 * @return the mapper
	 */
	public static JsonMapper mapper() {
		return JsonMapper.builder()
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
	}

}
