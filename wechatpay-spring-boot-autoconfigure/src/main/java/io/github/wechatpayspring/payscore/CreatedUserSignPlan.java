package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.util.Assert;

/**
 * Answer to the creation of a user sign plan.
 *
 * @param signPlan the sign plan, {@code sign_plan}
 * @param packageValue what the front end hands to WeChat, {@code package}
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CreatedUserSignPlan(@JsonProperty(value = "sign_plan", required = true) UserSignPlan signPlan,
		@JsonProperty(value = "package", required = true) String packageValue) {

	CreatedUserSignPlan {
		Assert.notNull(signPlan, "'sign_plan' must not be null");
		Assert.notNull(packageValue, "'package' must not be null");
	}

	@Override
	public String toString() {
		return "CreatedUserSignPlan[signPlan=" + this.signPlan + "]";
	}

}
