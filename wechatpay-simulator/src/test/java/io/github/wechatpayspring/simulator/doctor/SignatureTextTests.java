package io.github.wechatpayspring.simulator.doctor;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what {@link SignatureFindings} says of the text of a signature.
 */
class SignatureTextTests {

	// As long as the header of the doctor operation may be
	private static final int LENGTH = 16 * 1024;

	private static final Duration LIMIT = Duration.ofMillis(300);

	@ParameterizedTest
	@CsvSource({ "ab-_=, SIGNATURE_URL_SAFE", "-, SIGNATURE_URL_SAFE", "ab%2Bcd, SIGNATURE_PERCENT_ENCODED",
			"%3d, SIGNATURE_PERCENT_ENCODED", "ab-_!, SIGNATURE_NOT_BASE64", "ab=-, SIGNATURE_NOT_BASE64",
			"ab%2Fcd!, SIGNATURE_NOT_BASE64", "a%2, SIGNATURE_NOT_BASE64" })
	void kindIsFound(String text, String cause) {
		assertThat(SignatureFindings.text(text)).isNotNull().extracting(Finding::cause).hasToString(cause);
	}

	@Test
	void emptyTextIsTooShort() {
		assertThat(SignatureFindings.text("")).isNotNull().extracting(Finding::cause).isEqualTo(Cause.SIGNATURE_LENGTH);
	}

	// The time of the processor, because others may be using it
	@ParameterizedTest
	@ValueSource(strings = { "_", "%2B", "a-", "%", "A", "=" })
	void longTextIsNoWork(String part) {
		String text = part.repeat(LENGTH / part.length()) + "!";
		long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		assertThat(SignatureFindings.text(text)).isNotNull()
			.extracting(Finding::cause)
			.isEqualTo(Cause.SIGNATURE_NOT_BASE64);
		long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		assertThat(Duration.ofNanos(end - begin)).isLessThan(LIMIT);
	}

}
