package io.github.wechatpayspring.payscore;

import java.util.List;

import io.github.wechatpayspring.merchant.Merchant;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Clients for tests in which nothing is signed.
 *
 * @author WeChat Pay Spring maintainers
 */
final class TestWebClients {

	private static final String MERCHANT = "io.github.wechatpayspring.client.WechatPayExchangeFilterFunction.MERCHANT";

	private TestWebClients() {
	}

	static WebClient create(RecordingServer server, List<Object> merchantAttributes) {
		JsonMapper mapper = PayscoreJsonTests.clientMapper();
		return WebClient.builder().baseUrl(server.url()).codecs((codecs) -> {
			codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(mapper));
			codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(mapper));
		}).filter((request, next) -> {
			request.attribute(MERCHANT).ifPresent((merchant) -> merchantAttributes.add(((Merchant) merchant).name()));
			return next.exchange(request);
		}).build();
	}

}
