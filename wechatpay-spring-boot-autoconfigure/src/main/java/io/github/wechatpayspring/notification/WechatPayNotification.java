package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;

import io.github.wechatpayspring.merchant.Merchant;
import org.jspecify.annotations.Nullable;

/**
 * A notification of WeChat Pay that was verified and decrypted.
 *
 * @param <T> the type of the resource
 * @param id the id, {@code id}: the same whenever this notification is sent again
 * @param eventType what happened, {@code event_type}
 * @param created when WeChat Pay created it, {@code create_time}, if it says so
 * @param summary a few words about it, {@code summary}, if there are any
 * @param originalType what the resource was before it was encrypted,
 * {@code original_type}, if it says so
 * @param merchant the merchant that was notified
 * @param subMerchantId the merchant number of the sub-merchant that the resource names,
 * {@code sub_mchid}, if it names one
 * @param resource what WeChat Pay tells
 * @author WeChat Pay Spring maintainers
 */
public record WechatPayNotification<T>(String id, String eventType, @Nullable OffsetDateTime created,
		@Nullable String summary, @Nullable String originalType, Merchant merchant, @Nullable String subMerchantId,
		T resource) {

	<S> WechatPayNotification<S> withResource(S resource) {
		return new WechatPayNotification<>(this.id, this.eventType, this.created, this.summary, this.originalType,
				this.merchant, this.subMerchantId, resource);
	}

	@Override
	public String toString() {
		return "WechatPayNotification[id=" + this.id + ", eventType=" + this.eventType + ", merchant="
				+ this.merchant.name() + "]";
	}

}
