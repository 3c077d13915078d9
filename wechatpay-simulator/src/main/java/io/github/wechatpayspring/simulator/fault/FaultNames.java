package io.github.wechatpayspring.simulator.fault;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The faults by name.
 *
 * @author WeChat Pay Spring maintainers
 */
final class FaultNames {

	private static final Map<String, Function<@Nullable String, Fault>> FAULTS = faults();

	private FaultNames() {
	}

	static Set<String> names() {
		return FAULTS.keySet();
	}

	static Fault parse(String text) {
		int equals = text.indexOf('=');
		String name = ((equals < 0) ? text : text.substring(0, equals)).trim();
		String value = (equals < 0) ? null : text.substring(equals + 1).trim();
		Function<@Nullable String, Fault> factory = FAULTS.get(name);
		if (factory == null) {
			throw new IllegalArgumentException(
					"There is no fault '" + name + "', only " + String.join(", ", FAULTS.keySet()));
		}
		return new NamedFault(text.trim(), factory.apply(value));
	}

	private static Map<String, Function<@Nullable String, Fault>> faults() {
		Map<String, Function<@Nullable String, Fault>> faults = new TreeMap<>();
		faults.put("latency", (value) -> Fault.latency(duration("latency", value)));
		faults.put("clock-skew", (value) -> Fault.clockSkew(duration("clock-skew", value)));
		faults.put("missing-header", (value) -> Fault.missingHeader(required("missing-header", value)));
		faults.put("redirect", (value) -> Fault.redirect(Objects.requireNonNullElse(value, "/")));
		faults.put("reset", plain("reset", Fault::reset));
		faults.put("lost-answer", plain("lost-answer", Fault::lostAnswer));
		faults.put("truncated-body", plain("truncated-body", Fault::truncatedBody));
		faults.put("wrong-signature", plain("wrong-signature", Fault::wrongSignature));
		faults.put("foreign-signature", plain("foreign-signature", Fault::foreignSignature));
		faults.put("changed-body", plain("changed-body", Fault::changedBody));
		faults.put("unknown-serial", plain("unknown-serial", Fault::unknownSerial));
		faults.put("other-serial", plain("other-serial", Fault::otherSerial));
		faults.put("unsigned", plain("unsigned", Fault::unsigned));
		faults.put("broken-base64", plain("broken-base64", Fault::brokenBase64));
		faults.put("probe", plain("probe", Fault::probe));
		faults.put("202", plain("202", Fault::accepted));
		faults.put("429", plain("429", Fault::tooManyRequests));
		faults.put("500", plain("500", Fault::systemError));
		faults.put("500-after-handling", plain("500-after-handling", Fault::systemErrorAfterHandling));
		faults.put("502", plain("502", Fault::badGateway));
		faults.put("503", plain("503", Fault::serviceUnavailable));
		faults.put("empty-body", plain("empty-body", Fault::emptyBody));
		faults.put("plain-text", plain("plain-text", Fault::plainText));
		return faults;
	}

	private static Function<@Nullable String, Fault> plain(String name, Supplier<Fault> factory) {
		return (value) -> {
			if (value != null) {
				throw new IllegalArgumentException("The fault '" + name + "' has no value");
			}
			return factory.get();
		};
	}

	private static Duration duration(String name, @Nullable String value) {
		String text = required(name, value);
		try {
			return text.matches("-?[0-9]{1,9}") ? Duration.ofMillis(Long.parseLong(text)) : Duration.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("The fault '" + name + "' needs milliseconds or an ISO 8601 duration",
					ex);
		}
	}

	private static String required(String name, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			throw new IllegalArgumentException("The fault '" + name + "' needs a value");
		}
		return value;
	}

}
