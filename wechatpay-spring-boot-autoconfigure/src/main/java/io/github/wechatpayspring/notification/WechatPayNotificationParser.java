package io.github.wechatpayspring.notification;

import java.util.stream.Collectors;

import io.github.wechatpayspring.crypto.DecryptionException;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.json.WechatPayJson;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.merchant.PlatformSignature;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;

/**
 * Turns what was posted to a notification URL into a {@link WechatPayNotification}: the
 * signature of the bytes is verified first, then the resource is decrypted, then it is
 * read. For applications that have their own endpoint, which must pass the bytes of the
 * body as they were received, and see to it that none is handled twice.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class WechatPayNotificationParser {

	private final MerchantRepository merchants;

	private final NotificationAddressees addressees;

	private final PlatformSignatureVerifier verifier;

	private final JsonMapper mapper = WechatPayJson.mapper();

	/**
	 * Create a parser.
	 * @param merchants the merchants that can be notified
	 * @param verifier verifies signatures
	 */
	public WechatPayNotificationParser(MerchantRepository merchants, PlatformSignatureVerifier verifier) {
		this.merchants = merchants;
		this.addressees = new NotificationAddressees(merchants, verifier.getClock());
		this.verifier = verifier;
	}

	/**
	 * Parse a notification whose URL names no merchant.
	 * @param headers the headers of the request
	 * @param body the bytes of the body as received
	 * @return the notification, or an error as described at
	 * {@link #parse(String, HttpHeaders, byte[])}
	 */
	public Mono<WechatPayNotification<JsonNode>> parse(HttpHeaders headers, byte[] body) {
		return parse(null, headers, body);
	}

	/**
	 * Parse a notification. Where its URL names no merchant, it is for the default
	 * merchant, or for one of {@link MerchantRepository#getMerchantsInMemory()} if that
	 * merchant knows the platform key that signed it, and it was encrypted for that
	 * merchant. A merchant that has no platform certificate yet, or none of the last
	 * hours, downloads them to find that out; nothing is decrypted for a merchant whose
	 * platform keys don't verify it.
	 * @param merchantName the name of the merchant whose notification URL this is, or
	 * {@code null} if it names none
	 * @param headers the headers of the request
	 * @param body the bytes of the body as received
	 * @return the notification; or an error: {@link MerchantNotFoundException} if there
	 * is no such merchant, {@link InvalidSignatureException} if WeChat Pay didn't sign
	 * these bytes within the last 300 seconds, {@link DecryptionException} if they
	 * weren't encrypted for the merchant, {@link InvalidNotificationException} if they
	 * are no notification, or one for another merchant
	 */
	public Mono<WechatPayNotification<JsonNode>> parse(@Nullable String merchantName, HttpHeaders headers,
			byte[] body) {
		PlatformSignature signature = PlatformSignature.from(headers::getFirst);
		if (merchantName == null) {
			return this.addressees.find(signature.serialNumber())
				.concatMap((merchant) -> attempt(merchant, signature, body), 1)
				.takeUntil(Attempt::isLast)
				.reduce(Attempt::moreTelling)
				.switchIfEmpty(Mono.defer(() -> refuse(signature, body)))
				.flatMap(Attempt::result);
		}
		return Mono.defer(() -> this.merchants.findByName(merchantName))
			.switchIfEmpty(Mono.error(() -> new MerchantNotFoundException(merchantName)))
			.flatMap((merchant) -> parse(merchant, signature, body));
	}

	// Nobody knows the key: the signature says more than the lack of a default merchant,
	// unless there is nobody at all
	private Mono<Attempt> refuse(PlatformSignature signature, byte[] body) {
		Mono<Attempt> notFound = Mono.error(() -> new MerchantNotFoundException(null));
		return this.merchants.getMerchantsInMemory().isEmpty() ? notFound
				: this.verifier.verify(NoPlatformKeys.INSTANCE, signature, body).then(notFound);
	}

	private Mono<Attempt> attempt(Merchant merchant, PlatformSignature signature, byte[] body) {
		return parse(merchant, signature, body).map((notification) -> new Attempt(notification, null))
			.onErrorResume((ex) -> Mono.just(new Attempt(null, ex)));
	}

	private Mono<WechatPayNotification<JsonNode>> parse(Merchant merchant, PlatformSignature signature, byte[] body) {
		return this.verifier.verify(merchant.platformKeys(), signature, body)
			.then(Mono.fromCallable(() -> open(merchant, body)));
	}

	private WechatPayNotification<JsonNode> open(Merchant merchant, byte[] body) {
		NotificationEnvelope envelope = readEnvelope(body);
		String id = require(envelope.id(), "id");
		String eventType = require(envelope.eventType(), "event_type");
		NotificationEnvelope.Resource encrypted = envelope.resource();
		if (encrypted == null) {
			throw new InvalidNotificationException("resource is missing");
		}
		JsonNode resource = readResource(merchant.apiV3Key().open(encrypted.encrypted()));
		checkMerchant(merchant, resource);
		return new WechatPayNotification<>(id, eventType, envelope.createTime(), envelope.summary(),
				encrypted.originalType(), merchant, text(resource, "sub_mchid"), resource);
	}

	// The messages of Jackson's exceptions quote what they read, so none is a cause

	private NotificationEnvelope readEnvelope(byte[] body) {
		try {
			NotificationEnvelope envelope = this.mapper.readValue(body, NotificationEnvelope.class);
			if (envelope != null) {
				return envelope;
			}
		}
		catch (JacksonException ex) {
			throw new InvalidNotificationException("body isn't the JSON of a notification" + at(ex));
		}
		throw new InvalidNotificationException("body isn't the JSON of a notification");
	}

	private JsonNode readResource(byte[] plaintext) {
		try {
			JsonNode resource = this.mapper.readTree(plaintext);
			if (resource.isObject()) {
				return resource;
			}
		}
		catch (JacksonException ex) {
			throw new InvalidNotificationException("decrypted resource isn't JSON");
		}
		throw new InvalidNotificationException("decrypted resource isn't a JSON object");
	}

	private static String require(@Nullable String value, String field) {
		if (!StringUtils.hasText(value)) {
			throw new InvalidNotificationException(field + " is missing");
		}
		return value;
	}

	// A service provider is sp_mchid in some resources and mchid in others
	private static void checkMerchant(Merchant merchant, JsonNode resource) {
		String merchantId = text(resource, "sp_mchid");
		if (merchantId == null) {
			merchantId = text(resource, "mchid");
		}
		if (merchantId != null && !merchantId.equals(merchant.id())) {
			throw new InvalidNotificationException("it isn't for merchant '" + merchant.name() + "'");
		}
	}

	private static @Nullable String text(JsonNode resource, String field) {
		String value = resource.path(field).asString("");
		return value.isEmpty() ? null : value;
	}

	/**
	 * Read the resource of a notification as the type of an event.
	 * @param <T> the type of the resource
	 * @param notification the notification
	 * @param event the event
	 * @return the notification with the resource as that type
	 * @throws IllegalArgumentException if the notification is about another event
	 * @throws InvalidNotificationException if the resource isn't of that type
	 */
	public <T> WechatPayNotification<T> convert(WechatPayNotification<JsonNode> notification, WechatPayEvent<T> event) {
		if (!event.includes(notification.eventType())) {
			throw new IllegalArgumentException(
					"Notification is about %s, not %s".formatted(notification.eventType(), event));
		}
		try {
			return notification.withResource(this.mapper.treeToValue(notification.resource(), event.resourceType()));
		}
		catch (JacksonException ex) {
			throw new InvalidNotificationException(
					"decrypted resource isn't a %s%s".formatted(event.resourceType().getSimpleName(), at(ex)));
		}
	}

	private static String at(JacksonException ex) {
		String path = ex.getPath()
			.stream()
			.map((reference) -> (reference.getPropertyName() != null) ? reference.getPropertyName()
					: String.valueOf(reference.getIndex()))
			.collect(Collectors.joining("."));
		return path.isEmpty() ? "" : ", see " + path;
	}

	/**
	 * The keys of no merchant, by which no signature is valid.
	 */
	private enum NoPlatformKeys implements PlatformKeys {

		INSTANCE;

		@Override
		public Mono<MessageVerifier> findById(String id) {
			return Mono.empty();
		}

		@Override
		public Mono<String> preferredId() {
			return Mono.empty();
		}

	}

	/**
	 * An attempt to read a notification as one for a certain merchant.
	 *
	 * @param notification the notification, if it is for that merchant
	 * @param failure the failure, if it isn't
	 */
	private record Attempt(@Nullable WechatPayNotification<JsonNode> notification, @Nullable Throwable failure) {

		// What the headers alone say is the same for every merchant
		boolean isLast() {
			if (this.failure instanceof InvalidSignatureException invalidSignature) {
				return switch (invalidSignature.getReason()) {
					case HEADER_MISSING, MALFORMED_TIMESTAMP, CLOCK_SKEW, MALFORMED_SIGNATURE, PROBE -> true;
					case UNKNOWN_SERIAL, KEYS_UNAVAILABLE, UNSUPPORTED_SCHEME, MISMATCH -> false;
				};
			}
			return !(this.failure instanceof DecryptionException)
					&& !(this.failure instanceof InvalidNotificationException);
		}

		Attempt moreTelling(Attempt next) {
			return (this.progress() > next.progress()) ? this : next;
		}

		private int progress() {
			if (this.failure instanceof InvalidSignatureException) {
				return 0;
			}
			if (this.failure instanceof DecryptionException) {
				return 1;
			}
			return (this.failure instanceof InvalidNotificationException) ? 2 : 3;
		}

		Mono<WechatPayNotification<JsonNode>> result() {
			return (this.failure != null) ? Mono.error(this.failure) : Mono.justOrEmpty(this.notification);
		}

	}

}
