package io.github.wechatpayspring.payscore;

/**
 * JSON with every field that WeChat Pay documents.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Samples {

	static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	static final String SIGN_PLAN = """
			{"sign_plan_id": "01010033210001424338000019876258", "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
			 "sub_openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6p", "service_id": "2002000000000558128851361561536",
			 "mchid": "1900000108", "sub_mchid": "1900000109", "appid": "wxd678efh567hg6787",
			 "sub_appid": "wxd678efh567hg6999", "merchant_sign_plan_no": "S1",
			 "merchant_callback_url": "https://api.test.com", "plan_id": "01000033210000324638000000376258",
			 "going_detail_no": 2, "sign_state": "SIGN_PLAN_CANCEL",
			 "cancel_sign_time": "2021-05-20T13:29:35.120+08:00", "cancel_sign_type": "USER",
			 "cancel_reason": "用户放弃课程", "plan_name": "瑜伽晨练课10次",
			 "plan_over_time": "2021-05-21T13:29:35.120+08:00", "total_origin_price": 60000,
			 "deduction_quantity": 2, "total_actual_price": 50000,
			 "signed_detail_list": [
			  {"plan_detail_no": 1, "original_price": 30000, "plan_discount_description": "享9折优惠",
			   "actual_price": 27000, "plan_detail_state": "USED", "order_id": "0000300001201908301055157220022",
			   "merchant_plan_detail_no": "D1", "plan_detail_name": "第一节课", "actual_pay_price": 26000,
			   "use_time": "2021-05-20T13:29:35.120+08:00", "complete_time": "2021-05-20T14:29:35.120+08:00",
			   "cancel_time": "2021-05-20T15:29:35.120+08:00"},
			  {"plan_detail_no": 2, "original_price": 30000, "actual_price": 23000, "plan_detail_state": "NOT_USED",
			   "merchant_plan_detail_no": "D2", "plan_detail_name": "第二节课", "use_time": "", "complete_time": ""}],
			 "sign_time": "2021-05-19T13:29:35.120+08:00"}
			""";

	static final String CREATED_SIGN_PLAN = "{\"sign_plan\": " + SIGN_PLAN
			+ ", \"package\": \"Easdfowealsdkjfnlaksjdlfkwqoi&wl3l2sald\"}";

	static final String ORDER = """
			{"out_order_no": "O1", "service_id": "2002000000000558128851361561536", "appid": "wxd678efh567hg6787",
			 "mchid": "1230000109", "sub_appid": "wxd678efh567hg6999", "sub_mchid": "1900000109",
			 "service_introduction": "羽毛球课", "state": "DOING", "state_description": "MCH_COMPLETE",
			 "post_payments": [{"name": "就餐费用", "description": "就餐人均100元", "amount": 40000, "count": 4}],
			 "post_discounts": [{"name": "满20减1元", "description": "不与其他优惠叠加", "amount": 100, "count": 2}],
			 "risk_fund": {"name": "DEPOSIT", "amount": 10000, "description": "就餐的预估费用"},
			 "total_amount": 39900, "need_collection": true,
			 "collection": {"state": "USER_PAYING", "total_amount": 39900, "paying_amount": 29900,
			  "paid_amount": 10000, "bank_type": "OTHERS",
			  "details": [{"seq": 1, "amount": 10000, "paid_type": "NEWTON", "paid_time": "20091225091210",
			   "transaction_id": "15646546545165651651",
			   "promotion_detail": [{"coupon_id": "123456", "name": "单品优惠-6", "scope": "SINGLE", "type": "CASH",
			    "amount": 100, "stock_id": "stock", "wechatpay_contribute": 1, "merchant_contribute": 2,
			    "other_contribute": 3, "currency": "CNY",
			    "goods_detail": [{"goods_id": "M1006", "quantity": 1, "unit_price": 4, "discount_amount": 5,
			     "goods_remark": "商品备注信息"}]}]}]},
			 "time_range": {"start_time": "20091225091010", "start_time_remark": "开始",
			  "end_time": "20091225121010", "end_time_remark": "结束"},
			 "location": {"start_location": "餐厅", "end_location": "餐厅门口"},
			 "device": {"start_device_id": "HG1", "end_device_id": "HG2", "materiel_no": "M"},
			 "attach": "Easdf&wl3l2sald", "notify_url": "https://api.test.com",
			 "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "sub_openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6p",
			 "order_id": "0000300001201908301055157220022"}
			""";

	private Samples() {
	}

}
