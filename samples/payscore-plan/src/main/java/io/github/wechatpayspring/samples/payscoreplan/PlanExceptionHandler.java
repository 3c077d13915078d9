package io.github.wechatpayspring.samples.payscoreplan;

import java.util.stream.Collectors;

import io.github.wechatpayspring.client.WechatPayApiException;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.payscore.ConflictingOutcomeException;
import io.github.wechatpayspring.payscore.InvalidRequestException;
import io.github.wechatpayspring.payscore.PackageLostException;
import io.github.wechatpayspring.payscore.UnknownOutcomeException;
import io.github.wechatpayspring.payscore.UnknownOutcomeResolver;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

@RestControllerAdvice
class PlanExceptionHandler extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail handle(InvalidRequestException ex) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "The request breaks a rule", ex.getMessage());
		problem.setProperty("violations", ex.getViolations());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail handle(WechatPayApiException ex) {
		if (UnknownOutcomeResolver.isUnknownOutcome(ex)) {
			return handleUnknownOutcome(ex);
		}
		HttpStatusCode status = ex.getStatusCode().is4xxClientError() ? ex.getStatusCode() : HttpStatus.BAD_GATEWAY;
		String title = ex.isRetryable() ? "WeChat Pay can't carry out the call now" : "WeChat Pay refused the call";
		ProblemDetail problem = problem(status, title, ex.getErrorMessage());
		problem.setProperty("code", ex.getCode());
		problem.setProperty("requestId", ex.getRequestId());
		problem.setProperty("retryable", ex.isRetryable());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail handle(InvalidSignatureException ex) {
		return problem(HttpStatus.BAD_GATEWAY, "The answer of WeChat Pay can't be believed", ex.getMessage());
	}

	@ExceptionHandler({ UnknownOutcomeException.class, WebClientRequestException.class })
	ProblemDetail handleUnknownOutcome(RuntimeException ex) {
		return problem(HttpStatus.GATEWAY_TIMEOUT, "WeChat Pay didn't answer",
				"The call may have been carried out: query before calling again.");
	}

	@ExceptionHandler({ ConflictingOutcomeException.class, PackageLostException.class })
	ProblemDetail handleConflict(RuntimeException ex) {
		return problem(HttpStatus.CONFLICT, "It is there already", ex.getMessage());
	}

	@Override
	protected Mono<ResponseEntity<Object>> handleServerWebInputException(ServerWebInputException ex,
			HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
		if (NestedExceptionUtils.getRootCause(ex) instanceof JacksonException cause) {
			ex.getBody().setDetail(describe(cause));
		}
		return super.handleServerWebInputException(ex, headers, status, exchange);
	}

	// Jackson's own messages repeat what was sent
	private static String describe(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		String where = (location != null)
				? " (line %d, byte %d)".formatted(location.getLineNr(), location.getColumnNr()) : "";
		if (ex instanceof StreamConstraintsException) {
			return "A number or text of the body is too long, or it is nested too deeply" + where;
		}
		if (ex instanceof UnrecognizedPropertyException) {
			return "The body has a field that isn't known" + where;
		}
		if (ex instanceof MismatchedInputException || ex instanceof InputCoercionException) {
			String path = path(ex);
			return (path.isEmpty() ? "The body has to be one JSON object"
					: "'%s' is missing, too large or of a wrong type")
				.formatted(path) + where;
		}
		return "The body isn't valid JSON" + where;
	}

	private static String path(JacksonException ex) {
		return ex.getPath()
			.stream()
			.map((reference) -> (reference.getPropertyName() != null) ? "." + reference.getPropertyName()
					: "[" + reference.getIndex() + "]")
			.collect(Collectors.joining())
			.replaceFirst("^\\.", "");
	}

	private static ProblemDetail problem(HttpStatusCode status, String title, @Nullable String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, (detail != null) ? detail : title);
		problem.setTitle(title);
		return problem;
	}

}
