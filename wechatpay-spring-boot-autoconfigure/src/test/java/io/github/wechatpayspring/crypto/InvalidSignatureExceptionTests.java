package io.github.wechatpayspring.crypto;

import java.util.Arrays;

import io.github.wechatpayspring.crypto.InvalidSignatureException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidSignatureException}.
 */
class InvalidSignatureExceptionTests {

	@ParameterizedTest
	@EnumSource
	void hasReason(Reason reason) {
		InvalidSignatureException exception = new InvalidSignatureException(reason, "request", "serial");
		assertThat(exception.getReason()).isEqualTo(reason);
		assertThat(exception.getRequestId()).isEqualTo("request");
		assertThat(exception.getSerialNumber()).isEqualTo("serial");
		assertThat(exception).hasMessageStartingWith("Signature of WeChat Pay isn't valid: ")
			.hasMessageEndingWith(" (Request-ID: request, Wechatpay-Serial: serial)")
			.hasNoCause();
	}

	@Test
	void reasonsReadDifferently() {
		assertThat(Arrays.stream(Reason.values())
			.map((reason) -> new InvalidSignatureException(reason, null, null).getMessage())).doesNotHaveDuplicates();
	}

	@Test
	void unknownSerialLeadsToConfiguredPublicKeyId() {
		assertThat(new InvalidSignatureException(Reason.UNKNOWN_SERIAL, null, "PUB_KEY_ID_1"))
			.hasMessageContaining("compare it with the configured public-key-id");
	}

	@Test
	void headersCanBeAbsent() {
		IllegalStateException cause = new IllegalStateException("cause");
		InvalidSignatureException exception = new InvalidSignatureException(Reason.HEADER_MISSING, null, null, cause);
		assertThat(exception.getRequestId()).isNull();
		assertThat(exception.getSerialNumber()).isNull();
		assertThat(exception).hasCause(cause)
			.hasMessage("Signature of WeChat Pay isn't valid: a Wechatpay-* header is missing "
					+ "(Request-ID: none, Wechatpay-Serial: none)");
	}

}
