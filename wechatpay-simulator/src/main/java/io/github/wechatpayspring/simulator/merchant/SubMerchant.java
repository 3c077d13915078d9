package io.github.wechatpayspring.simulator.merchant;

import org.jspecify.annotations.Nullable;

/**
 * A merchant that a service provider works for.
 *
 * @param id the {@code sub_mchid}
 * @param appId the {@code sub_appid} bound to it, or {@code null} if it has none
 * @author WeChat Pay Spring maintainers
 */
public record SubMerchant(String id, @Nullable String appId) {

}
