package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is charged in a service order, {@code post_payments}, or taken off,
 * {@code post_discounts}.
 *
 * @param name the name
 * @param description more about it
 * @param amount the amount in fen, of all of them and not of each, or {@code null} if
 * there is none
 * @param count how many there are
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderItem(@JsonProperty("name") @Nullable String name,
		@JsonProperty("description") @Nullable String description, @JsonProperty("amount") @Nullable Long amount,
		@JsonProperty("count") @Nullable Integer count) {

}
