package io.github.wechatpayspring.payscore;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * When the service of an order is taken, {@code time_range}.
 *
 * @param startTime when it begins, {@code start_time}
 * @param startRemark a remark on the beginning, {@code start_time_remark}
 * @param endTime when it ends, {@code end_time}
 * @param endRemark a remark on the end, {@code end_time_remark}
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderTimeRange(@JsonProperty("start_time") @Nullable OrderTime startTime,
		@JsonProperty("start_time_remark") @Nullable String startRemark,
		@JsonProperty("end_time") @Nullable OrderTime endTime,
		@JsonProperty("end_time_remark") @Nullable String endRemark) {

	/**
	 * Create a time range. A time that is an empty text is none.
	 * @param startTime when the service begins
	 * @param startRemark a remark on the beginning
	 * @param endTime when the service ends
	 * @param endRemark a remark on the end
	 */
	public OrderTimeRange {
		startTime = OrderTime.orNull(startTime);
		endTime = OrderTime.orNull(endTime);
	}

	/**
	 * Return the time range of a service whose end isn't known yet.
	 * @param startTime when it begins
	 * @return the time range
	 */
	public static OrderTimeRange from(OrderTime startTime) {
		return new OrderTimeRange(startTime, null, null, null);
	}

	/**
	 * Return the time range of a service.
	 * @param start when it begins
	 * @param end when it ends
	 * @return the time range
	 */
	public static OrderTimeRange between(Instant start, Instant end) {
		return new OrderTimeRange(OrderTime.at(start), null, OrderTime.at(end), null);
	}

	void check(Violations violations, String path) {
		violations.characters(path + ".startTime", (this.startTime != null) ? this.startTime.value() : null);
		violations.characters(path + ".startRemark", this.startRemark);
		violations.characters(path + ".endTime", (this.endTime != null) ? this.endTime.value() : null);
		violations.characters(path + ".endRemark", this.endRemark);
	}

}
