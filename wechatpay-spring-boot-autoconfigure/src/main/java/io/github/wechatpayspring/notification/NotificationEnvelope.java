package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.crypto.EncryptedResource;
import org.jspecify.annotations.Nullable;

/**
 * The body of a notification, in which anything can be absent.
 *
 * @param id the id
 * @param createTime when it was created
 * @param eventType what happened
 * @param summary a few words
 * @param resource the encrypted resource
 * @author WeChat Pay Spring maintainers
 */
record NotificationEnvelope(@Nullable String id, @JsonProperty("create_time") @Nullable OffsetDateTime createTime,
		@JsonProperty("event_type") @Nullable String eventType, @Nullable String summary, @Nullable Resource resource) {

	/**
	 * The encrypted resource and what it was.
	 *
	 * @param originalType what it was before it was encrypted
	 * @param algorithm the algorithm
	 * @param ciphertext the ciphertext
	 * @param associatedData the associated data
	 * @param nonce the nonce
	 */
	record Resource(@JsonProperty("original_type") @Nullable String originalType, @Nullable String algorithm,
			@Nullable String ciphertext, @JsonProperty("associated_data") @Nullable String associatedData,
			@Nullable String nonce) {

		EncryptedResource encrypted() {
			return new EncryptedResource(this.algorithm, this.ciphertext, this.associatedData, this.nonce);
		}

	}

}
