package io.github.wechatpayspring.benchmarks;

/**
 * The plan that every client creates, over and over.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class PlanSample {

	/**
	 * Where plans are created.
	 */
	public static final String PATH = "/v3/payscore/plan/partner/payscore-plans";

	/**
	 * The payscore service.
	 */
	public static final String SERVICE_ID = "2002000000000558128851361561536";

	/**
	 * The application of the merchant.
	 */
	public static final String APP_ID = "wxd678efh567hg6787";

	/**
	 * The sub-merchant.
	 */
	public static final String SUB_MERCHANT_ID = "1900000110";

	/**
	 * The merchant's number of the plan.
	 */
	public static final String NUMBER = "1234323JKHDFE1243252";

	/**
	 * The name of the plan.
	 */
	public static final String NAME = "瑜伽课20节";

	/**
	 * The names of the charges.
	 */
	public static final String FIRST = "第一节课";

	/**
	 * The names of the charges.
	 */
	public static final String SECOND = "第二节课";

	/**
	 * The discounts of the charges.
	 */
	public static final String FIRST_DISCOUNT = "享受九五折";

	/**
	 * The discounts of the charges.
	 */
	public static final String SECOND_DISCOUNT = "享受九折";

	/**
	 * How WeChat Pay answers.
	 */
	public static final String ANSWER = """
			{"plan_id":"01000033210000324638000000376258","service_id":"%s","mchid":"%s","sub_mchid":"%s",\
			"appid":"%s","merchant_plan_no":"%s","plan_name":"%s","plan_duration":300,"plan_state":"NORMAL",\
			"total_original_price":30000,"deduction_quantity":2,"total_actual_price":27000,"plan_detail_list":[\
			{"plan_detail_no":1,"plan_detail_name":"%s","original_price":15000,"plan_discount_description":"%s",\
			"actual_price":14000},{"plan_detail_no":2,"plan_detail_name":"%s","original_price":15000,\
			"plan_discount_description":"%s","actual_price":13000}]}""".formatted(SERVICE_ID, Keys.MERCHANT_ID,
			SUB_MERCHANT_ID, APP_ID, NUMBER, NAME, FIRST, FIRST_DISCOUNT, SECOND, SECOND_DISCOUNT);

	private PlanSample() {
	}

}
