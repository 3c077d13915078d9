package io.github.wechatpayspring.simulator.notification;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The faults of notifications by name.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationFaultNames {

	private static final Map<String, Function<String, NotificationFault>> FAULTS = faults();

	private NotificationFaultNames() {
	}

	static Set<String> names() {
		return FAULTS.keySet();
	}

	static NotificationFault parse(String text) {
		int equals = text.indexOf('=');
		String name = ((equals < 0) ? text : text.substring(0, equals)).trim();
		String value = (equals < 0) ? "" : text.substring(equals + 1).trim();
		Function<String, NotificationFault> factory = FAULTS.get(name);
		if (factory == null) {
			throw new IllegalArgumentException(
					"There is no fault of notifications '" + name + "', only " + String.join(", ", FAULTS.keySet()));
		}
		try {
			return new NamedNotificationFault(text.trim(), factory.apply(value));
		}
		catch (DateTimeParseException | NumberFormatException ex) {
			throw new IllegalArgumentException("The fault '" + name + "' has no such value", ex);
		}
	}

	private static Map<String, Function<String, NotificationFault>> faults() {
		Map<String, Function<String, NotificationFault>> faults = new TreeMap<>();
		faults.put("wrong-signature", plain(NotificationFault.wrongSignature()));
		faults.put("probe", plain(NotificationFault.probe()));
		faults.put("changed-body", plain(NotificationFault.changedBody()));
		faults.put("tampered-ciphertext", plain(NotificationFault.tamperedCiphertext()));
		faults.put("certificate", plain(NotificationFault.signedWithCertificate()));
		faults.put("clock-skew", (value) -> NotificationFault.clockSkew(Duration.parse(value)));
		faults.put("delayed", (value) -> NotificationFault.delayed(Duration.parse(value)));
		faults.put("duplicates", (value) -> NotificationFault.duplicates(Integer.parseInt(value)));
		return faults;
	}

	private static Function<String, NotificationFault> plain(NotificationFault fault) {
		return (value) -> {
			if (!value.isEmpty()) {
				throw new IllegalArgumentException("The fault has no value");
			}
			return fault;
		};
	}

}
