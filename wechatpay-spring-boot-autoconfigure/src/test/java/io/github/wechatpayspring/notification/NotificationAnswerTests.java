package io.github.wechatpayspring.notification;

import java.nio.charset.StandardCharsets;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.DecryptionException;
import io.github.wechatpayspring.crypto.EncryptedResource;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link NotificationAnswer} and {@link NotificationRequestCheck}.
 */
class NotificationAnswerTests {

	@ParameterizedTest
	@EnumSource
	void answersInvalidSignature(InvalidSignatureException.Reason reason) {
		boolean unavailable = reason == InvalidSignatureException.Reason.KEYS_UNAVAILABLE;
		assertAnswer(new InvalidSignatureException(reason, "request", "serial"), unavailable ? 503 : 401,
				unavailable ? "signature can't be verified now" : "signature isn't valid");
	}

	@ParameterizedTest
	@CsvSource({ "IN_PROGRESS, 409, notification is being handled",
			"CLAIMS_UNAVAILABLE, 503, notification can't be handled now", "TIMEOUT, 500, notification wasn't handled",
			"HANDLER_FAILED, 500, notification wasn't handled" })
	void answersWhatWasNotHandled(NotificationNotHandledException.Reason reason, int status, String message) {
		assertAnswer(new NotificationNotHandledException(reason, null, new IllegalStateException("secret")), status,
				message);
	}

	@Test
	void answersWhatCannotBeRead() {
		DecryptionException failure = catchThrowableOfType(DecryptionException.class,
				() -> ApiV3Key.of("0123456789abcdef0123456789abcdef")
					.open(new EncryptedResource("secret", null, null, null)));
		assertAnswer(failure, 400, "resource can't be decrypted");
		assertAnswer(new InvalidNotificationException("id is missing"), 400, "notification can't be read");
		assertAnswer(new MerchantNotFoundException("secret"), 401, "signature isn't valid");
		assertAnswer(new IllegalStateException("secret"), 500, "notification wasn't handled");
	}

	private static void assertAnswer(Throwable failure, int status, String message) {
		NotificationAnswer answer = NotificationAnswer.of(failure);
		assertThat(answer.status().value()).isEqualTo(status);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8))
			.isEqualTo("{\"code\":\"FAIL\",\"message\":\"%s\"}", message);
	}

	@ParameterizedTest
	@CsvSource({ "POST, application/json, 10,", "POST,, 10,", "POST, application/json, -1,",
			"POST, application/json, 11, CONTENT_TOO_LARGE", "POST, text/plain, 10, UNSUPPORTED_MEDIA_TYPE",
			"POST, nonsense, 10, UNSUPPORTED_MEDIA_TYPE", "PUT, application/json, 10, METHOD_NOT_ALLOWED",
			"GET, text/plain, 11, METHOD_NOT_ALLOWED" })
	void checksRequest(String method, @Nullable String contentType, long length, @Nullable String status) {
		HttpHeaders headers = new HttpHeaders();
		if (contentType != null) {
			headers.set("Content-Type", contentType);
		}
		if (length >= 0) {
			headers.setContentLength(length);
		}
		NotificationAnswer answer = new NotificationRequestCheck(10).check(HttpMethod.valueOf(method), headers);
		assertThat((answer != null) ? answer.status().name() : null).isEqualTo(status);
	}

}
