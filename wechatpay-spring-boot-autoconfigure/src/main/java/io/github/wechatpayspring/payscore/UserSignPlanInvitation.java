package io.github.wechatpayspring.payscore;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.util.Assert;
import org.springframework.web.util.UriUtils;

/**
 * A user sign plan that was just created, with what the front end needs to let the user
 * sign it. The package is given only once, and whoever has it can show the user the page
 * to sign: it is in no {@code toString}.
 *
 * @param signPlan the sign plan
 * @param packageValue what the front end hands to WeChat, {@code package}
 * @param expiresAt when the package ends: 2 hours after the call began, by the clock of
 * this machine
 * @author WeChat Pay Spring maintainers
 */
public record UserSignPlanInvitation(UserSignPlan signPlan, String packageValue, Instant expiresAt) {

	/**
	 * How long a package can be used.
	 */
	public static final Duration VALIDITY = Duration.ofHours(2);

	private static final String BUSINESS_TYPE = "wxpayScorePlan";

	private static final String MINI_PROGRAM = "wxd8f3793ea3b935b8";

	private static final String MINI_PROGRAM_PATH = "pages/use/plan";

	private static final String FROM_APP = "{\"miniProgramType\":0}";

	/**
	 * Create an invitation.
	 * @param signPlan the sign plan
	 * @param packageValue what the front end hands to WeChat
	 * @param expiresAt when the package ends
	 */
	public UserSignPlanInvitation {
		Assert.notNull(signPlan, "'signPlan' must not be null");
		Assert.notNull(packageValue, "'packageValue' must not be null");
		Assert.notNull(expiresAt, "'expiresAt' must not be null");
	}

	/**
	 * Return whether the package can't be used any more.
	 * @param now the time
	 * @return whether another sign plan is needed
	 */
	public boolean isExpired(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

	/**
	 * Return the parameters for {@code wx.openBusinessView} of a mini program.
	 * @return the parameters
	 */
	public MiniProgramView toMiniProgramView() {
		return new MiniProgramView(BUSINESS_TYPE, new ExtraData(this.packageValue));
	}

	/**
	 * Return the parameters for {@code wx.navigateToMiniProgram} of a mini program.
	 * @return the parameters
	 */
	public MiniProgramNavigation toMiniProgramNavigation() {
		return new MiniProgramNavigation(MINI_PROGRAM, MINI_PROGRAM_PATH, new ExtraData(this.packageValue));
	}

	/**
	 * Return the parameters for {@code openBusinessView} of a web page in WeChat (JSAPI).
	 * @return the parameters
	 */
	public JsapiView toJsapiView() {
		return new JsapiView(BUSINESS_TYPE, query());
	}

	/**
	 * Return the parameters for {@code WXOpenBusinessView} of an app.
	 * @return the parameters
	 */
	public AppView toAppView() {
		return new AppView(BUSINESS_TYPE, query(), FROM_APP);
	}

	private String query() {
		return "package=" + UriUtils.encode(this.packageValue, StandardCharsets.UTF_8);
	}

	/**
	 * Return a description without the package.
	 */
	@Override
	public String toString() {
		return "UserSignPlanInvitation[signPlan=" + this.signPlan + ", expiresAt=" + this.expiresAt + "]";
	}

	/**
	 * What a mini program hands over.
	 *
	 * @param packageValue the package, as it is
	 */
	public record ExtraData(@JsonProperty("package") String packageValue) {

		/**
		 * Return a description without the package.
		 */
		@Override
		public String toString() {
			return "ExtraData[]";
		}

	}

	/**
	 * Parameters for {@code wx.openBusinessView} of a mini program.
	 *
	 * @param businessType what is opened
	 * @param extraData the package
	 */
	public record MiniProgramView(@JsonProperty("businessType") String businessType,
			@JsonProperty("extraData") ExtraData extraData) {

	}

	/**
	 * Parameters for {@code wx.navigateToMiniProgram} of a mini program.
	 *
	 * @param appId WeChat Pay's mini program
	 * @param path its page
	 * @param extraData the package
	 */
	public record MiniProgramNavigation(@JsonProperty("appId") String appId, @JsonProperty("path") String path,
			@JsonProperty("extraData") ExtraData extraData) {

	}

	/**
	 * Parameters for {@code openBusinessView} of a web page in WeChat (JSAPI).
	 *
	 * @param businessType what is opened
	 * @param queryString the package, URL-encoded
	 */
	public record JsapiView(@JsonProperty("businessType") String businessType,
			@JsonProperty("queryString") String queryString) {

		/**
		 * Return a description without the package.
		 */
		@Override
		public String toString() {
			return "JsapiView[businessType=" + this.businessType + "]";
		}

	}

	/**
	 * Parameters for {@code WXOpenBusinessView} of an app.
	 *
	 * @param businessType what is opened
	 * @param query the package, URL-encoded
	 * @param extInfo JSON that says which version of WeChat Pay's mini program opens: the
	 * released one
	 */
	public record AppView(@JsonProperty("businessType") String businessType, @JsonProperty("query") String query,
			@JsonProperty("extInfo") String extInfo) {

		/**
		 * Return a description without the package.
		 */
		@Override
		public String toString() {
			return "AppView[businessType=" + this.businessType + "]";
		}

	}

}
