package io.github.wechatpayspring.client;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.json.WechatPayJson;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Creates clients for WeChat Pay: with its base URL, its JSON, signed requests and
 * verified answers. Requests to any other host are refused.
 *
 * @author WeChat Pay Spring maintainers
 * @see WechatPayExchangeFilterFunction
 */
public final class WechatPayWebClients {

	private static final Duration DOWNLOAD_TIMEOUT = Duration.ofSeconds(30);

	private final WebClient.Builder webClientBuilder;

	private final JsonMapper mapper = WechatPayJson.mapper();

	private final Clock clock;

	private final CryptoProvider cryptoProvider;

	private final PlatformSignatureVerifier verifier;

	private final RequestSigning signing;

	private final AnswerVerification answers;

	private WechatPayWebClients(Builder builder) {
		this.clock = builder.clock;
		this.cryptoProvider = builder.cryptoProvider;
		this.verifier = new PlatformSignatureVerifier(builder.clock);
		this.signing = new RequestSigning(Origin.of(builder.baseUrl),
				new RequestAuthorization(builder.clock, new SecureRandom()), builder.maxInMemorySize,
				builder.signingScheduler);
		this.answers = new AnswerVerification(
				new AnswerReader(builder.maxInMemorySize, builder.readTimeout, builder.answerScheduler), this.verifier,
				this.mapper);
		this.webClientBuilder = builder.webClientBuilder.clone()
			.baseUrl(builder.baseUrl.toString())
			.codecs((codecs) -> {
				codecs.defaultCodecs().maxInMemorySize(builder.maxInMemorySize);
				codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(this.mapper));
				codecs.defaultCodecs()
					.jacksonJsonDecoder(new JacksonJsonDecoder(this.mapper, MediaType.APPLICATION_JSON,
							new MediaType("application", "*+json"), MediaType.TEXT_PLAIN));
			});
	}

	/**
	 * Create a client that signs for the merchants of a repository.
	 * @param merchants the merchants
	 * @return the client
	 * @see WechatPayExchangeFilterFunction#merchant(String)
	 */
	public WebClient create(MerchantRepository merchants) {
		return this.webClientBuilder.clone()
			.filters((filters) -> filters
				.add(new WechatPayExchangeFilterFunction(merchants, this.signing, this.answers)))
			.build();
	}

	/**
	 * Create platform keys that are downloaded as platform certificates. Nothing is
	 * downloaded before a call needs them.
	 * @param merchantId the merchant number
	 * @param signer signs the download for that merchant
	 * @param apiV3Key decrypts the certificates
	 * @return the platform keys
	 */
	public PlatformKeys downloadedCertificates(String merchantId, MessageSigner signer, ApiV3Key apiV3Key) {
		return downloadedCertificates(merchantId, signer, apiV3Key, NoPlatformKeys.INSTANCE);
	}

	/**
	 * Create platform keys for a merchant that moves from platform certificates to the
	 * WeChat Pay public key: both are accepted, and the public key is asked for.
	 * @param publicKey the WeChat Pay public key
	 * @param merchantId the merchant number
	 * @param signer signs the download for that merchant
	 * @param apiV3Key decrypts the certificates
	 * @return the platform keys
	 */
	public PlatformKeys publicKeyAndDownloadedCertificates(PlatformKeys publicKey, String merchantId,
			MessageSigner signer, ApiV3Key apiV3Key) {
		return publicKey.and(downloadedCertificates(merchantId, signer, apiV3Key, publicKey));
	}

	private PlatformKeys downloadedCertificates(String merchantId, MessageSigner signer, ApiV3Key apiV3Key,
			PlatformKeys trusted) {
		WebClient webClient = this.webClientBuilder.clone()
			.filters((filters) -> filters
				.add((request, next) -> this.signing.exchange(request, next, merchantId, signer, null)))
			.build();
		PlatformCertificateDownload download = new PlatformCertificateDownload(webClient, this.answers, this.verifier,
				this.mapper, this.clock, apiV3Key, this.cryptoProvider);
		return new DownloadedPlatformKeys(merchantId, download, trusted, this.clock, DOWNLOAD_TIMEOUT);
	}

	/**
	 * Return the verifier of answers, which counts the probes that WeChat Pay sent.
	 * @return the verifier
	 */
	public PlatformSignatureVerifier getSignatureVerifier() {
		return this.verifier;
	}

	/**
	 * Start to build clients.
	 * @param webClientBuilder the builder with the connector to use; it is copied, and
	 * the connector must not follow redirects
	 * @return a builder
	 */
	public static Builder builder(WebClient.Builder webClientBuilder) {
		return new Builder(webClientBuilder);
	}

	/**
	 * Builder for {@link WechatPayWebClients}.
	 */
	public static final class Builder {

		private final WebClient.Builder webClientBuilder;

		private URI baseUrl = URI.create("https://api.mch.weixin.qq.com");

		private int maxInMemorySize = 1024 * 1024;

		private Duration readTimeout = Duration.ofSeconds(10);

		private Clock clock = Clock.systemUTC();

		private Scheduler signingScheduler = Schedulers.immediate();

		private @Nullable Scheduler answerScheduler;

		private CryptoProvider cryptoProvider = CryptoProvider.jdk();

		private Builder(WebClient.Builder webClientBuilder) {
			this.webClientBuilder = webClientBuilder;
		}

		/**
		 * Set the base URL, by default that of WeChat Pay's primary host.
		 * @param baseUrl an absolute URL without a path
		 * @return this builder
		 */
		public Builder baseUrl(URI baseUrl) {
			this.baseUrl = baseUrl;
			return this;
		}

		/**
		 * Set how large the body of a request or an answer may be, by default 1 MiB.
		 * @param maxInMemorySize the number of bytes
		 * @return this builder
		 */
		public Builder maxInMemorySize(int maxInMemorySize) {
			Assert.isTrue(maxInMemorySize > 0, "Limit of bodies must be positive");
			this.maxInMemorySize = maxInMemorySize;
			return this;
		}

		/**
		 * Set how long reading the body of an answer may take once its headers are there,
		 * by default 10 seconds. How long to wait for the headers is for the connector to
		 * say.
		 * @param readTimeout the timeout
		 * @return this builder
		 */
		public Builder readTimeout(Duration readTimeout) {
			Assert.isTrue(readTimeout.compareTo(Duration.ZERO) > 0, "Read timeout must be positive");
			this.readTimeout = readTimeout;
			return this;
		}

		/**
		 * Set the clock of timestamps and certificates, by default the system's.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set what downloaded platform certificates verify signatures with, by default
		 * the JDK. What signs requests is for the merchant's signer to say.
		 * @param cryptoProvider the crypto provider
		 * @return this builder
		 */
		public Builder cryptoProvider(CryptoProvider cryptoProvider) {
			this.cryptoProvider = cryptoProvider;
			return this;
		}

		/**
		 * Set where requests are signed, by default in the thread of the connector that
		 * sends them. A request with Reactor Netty has its connection by then, so that no
		 * more requests wait to be signed than there are connections. The timestamp is
		 * taken when the request's turn has come. A signer that
		 * {@linkplain MessageSigner#isBlocking() blocks} has threads of its own and isn't
		 * concerned.
		 * @param signingScheduler the scheduler, which the caller disposes of
		 * @return this builder
		 */
		public Builder signingScheduler(Scheduler signingScheduler) {
			this.signingScheduler = signingScheduler;
			return this;
		}

		/**
		 * Set where answers are verified once they were read, and handed on, and what
		 * watches over their {@linkplain #readTimeout(Duration) timeout}. By default that
		 * is the thread of the connector that read them, and Reactor's parallel
		 * scheduler. A connector can have its connection back before the answer is
		 * verified if the task doesn't run at once.
		 * @param answerScheduler the scheduler; the caller disposes of it
		 * @return this builder
		 * @throws IllegalArgumentException if the scheduler can't wait, as that of
		 * {@link Schedulers#immediate()} can't
		 */
		public Builder answerScheduler(Scheduler answerScheduler) {
			try {
				answerScheduler.schedule(() -> {
				}, 1, TimeUnit.DAYS).dispose();
			}
			catch (RejectedExecutionException ex) {
				throw new IllegalArgumentException("Scheduler of answers can't wait: " + answerScheduler
						+ ", use one that runs tasks after a delay", ex);
			}
			this.answerScheduler = answerScheduler;
			return this;
		}

		/**
		 * Build the clients.
		 * @return the clients
		 * @throws IllegalArgumentException if the base URL isn't absolute
		 */
		public WechatPayWebClients build() {
			return new WechatPayWebClients(this);
		}

	}

	/**
	 * Keys of a merchant that knows none yet.
	 */
	private enum NoPlatformKeys implements PlatformKeys {

		INSTANCE;

		@Override
		public Mono<MessageVerifier> findById(String id) {
			return Mono.empty();
		}

		@Override
		public Mono<String> preferredId() {
			return Mono.empty();
		}

	}

}
