package io.github.wechatpayspring.client;

import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.merchant.PlatformSignature;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Lets an answer through after its signature was verified, and turns everything that is
 * no result into an exception.
 *
 * @author WeChat Pay Spring maintainers
 */
final class AnswerVerification {

	private final AnswerReader reader;

	private final PlatformSignatureVerifier verifier;

	private final JsonMapper mapper;

	AnswerVerification(AnswerReader reader, PlatformSignatureVerifier verifier, JsonMapper mapper) {
		this.reader = reader;
		this.verifier = verifier;
		this.mapper = mapper;
	}

	/**
	 * Accept an answer.
	 * @param response the answer
	 * @param keys the keys of WeChat Pay that are trusted
	 * @return the answer, to be read again, if it is a verified result
	 */
	Mono<ClientResponse> accept(ClientResponse response, PlatformKeys keys) {
		return read(response).flatMap((body) -> {
			PlatformSignature signature = signature(response);
			if (!response.statusCode().is2xxSuccessful() && !signature.isPresent()) {
				return Mono.error(error(response, body, false, null));
			}
			return this.verifier.verify(keys, signature, body).then(Mono.fromCallable(() -> result(response, body)));
		});
	}

	/**
	 * Read an answer without verifying it.
	 * @param response the answer
	 * @return the bytes of the body
	 */
	Mono<byte[]> read(ClientResponse response) {
		return this.reader.read(response).onErrorMap((ex) -> error(response, new byte[0], false, ex));
	}

	/**
	 * Return the signature that an answer carries.
	 * @param response the answer
	 * @return the signature
	 */
	static PlatformSignature signature(ClientResponse response) {
		return PlatformSignature.from(response.headers().asHttpHeaders()::getFirst);
	}

	/**
	 * Create the exception for an answer that is no result.
	 * @param response the answer
	 * @param body the bytes of the body
	 * @param verified whether the signature was verified
	 * @param cause why the body can't be read, if so
	 * @return the exception
	 */
	WechatPayApiException error(ClientResponse response, byte[] body, boolean verified, @Nullable Throwable cause) {
		HttpRequest request = response.request();
		String description = request.getMethod() + " " + request.getURI().getRawPath();
		String requestId = response.headers().asHttpHeaders().getFirst(WechatPayHeaders.REQUEST_ID);
		ErrorBody error = ErrorBody.parse(this.mapper, body);
		return new WechatPayApiException(description, response.statusCode(), requestId, error, verified,
				diagnosis(response, error), cause);
	}

	private static @Nullable String diagnosis(ClientResponse response, ErrorBody error) {
		boolean signError = response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)
				&& "SIGN_ERROR".equals(error.code());
		return signError ? response.headers().asHttpHeaders().getFirst(WechatPayHeaders.SIMULATOR_DIAGNOSIS) : null;
	}

	private ClientResponse result(ClientResponse response, byte[] body) {
		HttpStatusCode status = response.statusCode();
		if (!status.is2xxSuccessful() || status.isSameCodeAs(HttpStatus.ACCEPTED)) {
			throw error(response, body, true, null);
		}
		ClientResponse.Builder builder = response.mutate()
			.body((ignored) -> (body.length > 0)
					? Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body))) : Flux.empty());
		if (AnswerReader.isCompressed(response)) {
			builder.headers((headers) -> {
				headers.remove(HttpHeaders.CONTENT_ENCODING);
				headers.setContentLength(body.length);
			});
		}
		return builder.build();
	}

}
