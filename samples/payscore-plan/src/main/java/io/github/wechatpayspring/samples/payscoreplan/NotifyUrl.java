package io.github.wechatpayspring.samples.payscoreplan;

import java.util.function.Supplier;

/**
 * Where WeChat Pay sends notifications to.
 *
 * @author WeChat Pay Spring maintainers
 */
interface NotifyUrl extends Supplier<String> {

}
