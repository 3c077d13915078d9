package io.github.wechatpayspring.simulator.http;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The {@code detail} of an error.
 *
 * @param field JSON pointer into the body, or the name of the parameter or header
 * @param value the refused value, or {@code null} if there is none
 * @param issue what is wrong with it, in English like on the platform
 * @param location where it was found: {@code body}, {@code url}, {@code query},
 * {@code header} or {@code authorization}
 * @param signInformation what a refused signature should have been over, else empty
 * @author WeChat Pay Spring maintainers
 */
public record ErrorDetail(String field, @Nullable String value, String issue, String location,
		Map<String, Object> signInformation) {

	public ErrorDetail(String field, @Nullable String value, String issue, String location) {
		this(field, value, issue, location, Map.of());
	}

}
