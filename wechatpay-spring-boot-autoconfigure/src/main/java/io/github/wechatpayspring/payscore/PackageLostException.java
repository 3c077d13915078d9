package io.github.wechatpayspring.payscore;

/**
 * Thrown when a user sign plan was created, but the answer with its package was lost.
 * WeChat Pay gives the package only once: stop the sign plan, and create another with a
 * new number.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class PackageLostException extends RuntimeException {

	private final UserSignPlan signPlan;

	/**
	 * Create an exception.
	 * @param signPlan the sign plan
	 */
	public PackageLostException(UserSignPlan signPlan) {
		super("User sign plan '%s' was created, but its package was lost: stop it and create another with a new number"
			.formatted(signPlan.merchantSignPlanNo()));
		this.signPlan = signPlan;
	}

	/**
	 * Return the sign plan.
	 * @return the sign plan as WeChat Pay has it
	 */
	public UserSignPlan getSignPlan() {
		return this.signPlan;
	}

}
