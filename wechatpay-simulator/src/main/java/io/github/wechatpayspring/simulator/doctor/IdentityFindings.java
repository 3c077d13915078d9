package io.github.wechatpayspring.simulator.doctor;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with who signed: the merchant number and the serial number.
 *
 * @author WeChat Pay Spring maintainers
 */
final class IdentityFindings {

	private static final Pattern PLACEHOLDER = Pattern
		.compile("(?i)190000010[0-9]|1900000001|1230000109|1234567890?|([0-9])\\1{5,}|.*[a-z*${}<>x].*");

	private static final Pattern NOT_HEXADECIMAL = Pattern.compile("^0[xX]|[^0-9A-Fa-f]");

	private final SimulatorMerchants merchants;

	IdentityFindings(SimulatorMerchants merchants) {
		this.merchants = merchants;
	}

	Finding merchant(String id, String serial) {
		for (SimulatorMerchant merchant : this.merchants.all()) {
			if (merchant.findSubMerchant(id) != null) {
				return Finding.of(Cause.MCHID_OF_SUB_MERCHANT, merchant.id());
			}
		}
		for (SimulatorMerchant merchant : this.merchants.all()) {
			if (merchant.serialNumber().equalsIgnoreCase(serial)) {
				return Finding.of(Cause.MCHID_OF_OTHER_MERCHANT, merchant.id());
			}
		}
		return Finding.of(PLACEHOLDER.matcher(id).matches() ? Cause.MCHID_PLACEHOLDER : Cause.MCHID_UNKNOWN);
	}

	Finding serial(@Nullable SimulatorMerchant merchant, String serial) {
		if (serial.startsWith("PUB_KEY_ID_")) {
			return Finding.of(Cause.SERIAL_OF_PUBLIC_KEY);
		}
		String digits = NOT_HEXADECIMAL.matcher(serial).replaceAll("").toUpperCase(Locale.ROOT);
		for (SimulatorMerchant each : this.merchants.all()) {
			if (each.madePlatformKeys().stream().anyMatch((key) -> key.serial().equals(digits))) {
				return Finding.of(Cause.SERIAL_OF_PLATFORM);
			}
			String expected = each.serialNumber();
			boolean decimal = serial.equals(new BigInteger(expected, 16).toString());
			if (!decimal && !digits.equals(expected)) {
				continue;
			}
			if (merchant != null && each != merchant) {
				return Finding.of(Cause.SERIAL_OF_OTHER_MERCHANT, each.id());
			}
			if (decimal) {
				return Finding.of(Cause.SERIAL_DECIMAL);
			}
			return Finding
				.of(serial.equalsIgnoreCase(expected) ? Cause.SERIAL_LOWER_CASE : Cause.SERIAL_WITH_SEPARATORS);
		}
		return Finding.of(Cause.SERIAL_UNKNOWN);
	}

}
