package io.github.wechatpayspring.notification;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Checks a request before its body is read.
 *
 * @param maxBodySize how many bytes a body may have
 * @author WeChat Pay Spring maintainers
 */
record NotificationRequestCheck(int maxBodySize) {

	/**
	 * Check a request.
	 * @param method the method
	 * @param headers the headers
	 * @return the answer if the request is refused, or {@code null}
	 */
	@Nullable NotificationAnswer check(HttpMethod method, HttpHeaders headers) {
		if (!HttpMethod.POST.equals(method)) {
			return NotificationAnswer.METHOD_NOT_ALLOWED;
		}
		if (!isJson(headers)) {
			return NotificationAnswer.UNSUPPORTED_MEDIA_TYPE;
		}
		return (headers.getContentLength() > this.maxBodySize) ? NotificationAnswer.CONTENT_TOO_LARGE : null;
	}

	private static boolean isJson(HttpHeaders headers) {
		try {
			MediaType contentType = headers.getContentType();
			return contentType == null || MediaType.APPLICATION_JSON.isCompatibleWith(contentType);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
