package io.github.wechatpayspring.simulator.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.http.SignatureRefusal;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with {@code Authorization} itself, its timestamp and its nonce.
 *
 * @author WeChat Pay Spring maintainers
 */
final class HeaderFindings {

	private static final Duration HALF_HOUR = Duration.ofMinutes(30);

	private static final Duration TOLERANCE = Duration.ofSeconds(90);

	private static final Duration MAX_TIME_ZONE = Duration.ofHours(15);

	private static final long FIRST_IN_MILLISECONDS = 100_000_000_000L;

	private static final String MISSING = "is missing";

	private static final String UNKNOWN = "has a field that is not known";

	private static final String REPEATED = "is there twice";

	private HeaderFindings() {
	}

	static Finding authorization(ReceivedRequest request, SignatureRefusal refusal, AuthorizationText text) {
		int count = request.headers().getOrDefault("Authorization", List.of()).size();
		if (count != 1) {
			return Finding.of((count == 0) ? Cause.AUTHORIZATION_MISSING : Cause.AUTHORIZATION_REPEATED);
		}
		if (refusal.issue().equals(UNKNOWN)) {
			return Finding.of(Cause.AUTHORIZATION_FIELD_UNKNOWN);
		}
		String rest = text.rest();
		if (!rest.contains("\"") && text.fields().size() > 1) {
			return Finding.of(Cause.AUTHORIZATION_UNQUOTED);
		}
		if (rest.contains(";") || rest.contains("\", ") || rest.contains("\" ") || rest.endsWith(",")
				|| rest.contains(",,") || rest.contains("\"\"") || rest.startsWith(" ")) {
			return Finding.of(Cause.AUTHORIZATION_SEPARATOR);
		}
		return Finding.of(Cause.AUTHORIZATION_MALFORMED);
	}

	static Finding scheme(AuthorizationText text) {
		String scheme = text.scheme().toUpperCase(Locale.ROOT);
		// Without one it is the fields, whose random values may hold any three letters
		if (scheme.isEmpty() || scheme.contains("=") || scheme.contains("\"")) {
			return Finding.of(Cause.SCHEME_MISSING);
		}
		boolean chinese = scheme.contains("SM2") || scheme.contains("SM3");
		return Finding.of(chinese ? Cause.SCHEME_SM2 : Cause.SCHEME_WRONG);
	}

	/**
	 * Look at a field that is missing or repeated.
	 * @param refusal names the field
	 * @return the finding, or {@code null} if the field is there once
	 */
	static @Nullable Finding presence(SignatureRefusal refusal) {
		return switch (refusal.issue()) {
			case MISSING -> Finding.of(Cause.AUTHORIZATION_FIELD_MISSING, refusal.field());
			case REPEATED -> Finding.of(Cause.AUTHORIZATION_FIELD_REPEATED, refusal.field());
			default -> null;
		};
	}

	static Finding timestamp(String timestamp, Instant now) {
		if (!timestamp.matches("[0-9]{1,15}")) {
			return Finding.of(Cause.TIMESTAMP_MALFORMED);
		}
		long seconds = Long.parseLong(timestamp);
		if (seconds >= FIRST_IN_MILLISECONDS) {
			return Finding.of(Cause.TIMESTAMP_IN_MILLISECONDS);
		}
		Duration off = Duration.ofSeconds(seconds - now.getEpochSecond());
		long halfHours = Math.round((double) off.toSeconds() / HALF_HOUR.toSeconds());
		Duration rest = off.minus(HALF_HOUR.multipliedBy(halfHours)).abs();
		if (Math.abs(halfHours) >= 2 && off.abs().compareTo(MAX_TIME_ZONE) <= 0 && rest.compareTo(TOLERANCE) <= 0) {
			String hours = (halfHours % 2 == 0) ? Long.toString(halfHours / 2) : Double.toString(halfHours / 2.0);
			return Finding.of(Cause.TIMESTAMP_TIME_ZONE, hours);
		}
		return Finding.of(Cause.TIMESTAMP_OFF, off.toSeconds());
	}

	static Finding nonce(String nonce) {
		return Finding.of(nonce.matches("[0-9A-Za-z]{1,32}") ? Cause.NONCE_REUSED : Cause.NONCE_MALFORMED);
	}

}
