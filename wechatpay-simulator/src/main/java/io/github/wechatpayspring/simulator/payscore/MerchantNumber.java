package io.github.wechatpayspring.simulator.payscore;

/**
 * A number that a merchant gave.
 *
 * @param merchantId the merchant that signs
 * @param number the number
 * @author WeChat Pay Spring maintainers
 */
record MerchantNumber(String merchantId, String number) {

}
