package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where the service of an order is taken, {@code location}.
 *
 * @param start where it begins, {@code start_location}
 * @param end where it ends, {@code end_location}
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderLocation(@JsonProperty("start_location") @Nullable String start,
		@JsonProperty("end_location") @Nullable String end) {

	void check(Violations violations, String path) {
		violations.characters(path + ".start", this.start);
		violations.characters(path + ".end", this.end);
	}

}
