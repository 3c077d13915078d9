package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One of the charges of a {@link PayscorePlan}, as WeChat Pay answers it. Prices are in
 * fen.
 *
 * @param number the place of the detail in the plan, from 1, {@code plan_detail_no}
 * @param name the name, {@code plan_detail_name}
 * @param originalPrice the price before the discount, {@code original_price}
 * @param discountDescription what the discount is, {@code plan_discount_description}
 * @param actualPrice the price that is charged, {@code actual_price}
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PayscorePlanDetail(@JsonProperty(value = "plan_detail_no", required = true) int number,
		@JsonProperty(value = "plan_detail_name", required = true) String name,
		@JsonProperty(value = "original_price", required = true) long originalPrice,
		@JsonProperty("plan_discount_description") @Nullable String discountDescription,
		@JsonProperty(value = "actual_price", required = true) long actualPrice) {

	/**
	 * Create a detail.
	 * @param number the place of the detail in the plan, from 1
	 * @param name the name
	 * @param originalPrice the price before the discount, in fen
	 * @param discountDescription what the discount is
	 * @param actualPrice the price that is charged, in fen
	 */
	public PayscorePlanDetail {
		Assert.notNull(name, "'plan_detail_name' must not be null");
	}

}
