package io.github.wechatpayspring.benchmarks.jmh;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import io.github.wechatpayspring.notification.InMemoryNotificationClaims;
import io.github.wechatpayspring.notification.WechatPayEvent;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.notification.WechatPayNotificationParser;
import io.github.wechatpayspring.notification.WechatPayNotificationProcessor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Mono;

/**
 * A notification that is verified, decrypted, read, claimed in memory, and handed to a
 * handler that does nothing. There are more notifications than claims remember, so that
 * each is new when its turn comes again.
 *
 * @author WeChat Pay Spring maintainers
 */
@State(Scope.Benchmark)
public class NotificationBenchmark {

	private static final int REMEMBERED = 256;

	private final Merchants merchants = Merchants.withKeys();

	private final WechatPayNotificationProcessor processor = processor();

	private List<NotificationSample> notifications = List.of();

	private int handled;

	private int next;

	private WechatPayNotificationProcessor processor() {
		WechatPayNotificationParser parser = new WechatPayNotificationParser(
				new InMemoryMerchantRepository(this.merchants.merchant()),
				new PlatformSignatureVerifier(Clock.systemUTC()));
		return new WechatPayNotificationProcessor(parser,
				List.of(WechatPayNotificationHandler.of(WechatPayEvent.USER_SIGN_PLAN,
						(notification) -> Mono.fromRunnable(() -> this.handled++))),
				new InMemoryNotificationClaims(Clock.systemUTC(), Duration.ofDays(1), REMEMBERED),
				Duration.ofSeconds(4));
	}

	/**
	 * Make notifications, which are good for 5 minutes.
	 */
	@Setup(Level.Trial)
	public void sign() {
		this.notifications = Stream.generate(() -> UUID.randomUUID().toString())
			.map((id) -> NotificationSample.of(id, this.merchants.merchant().apiV3Key(),
					this.merchants.platformSigner()))
			.limit(2 * REMEMBERED)
			.toList();
	}

	/**
	 * Process a notification.
	 * @return how many were handled
	 */
	@Benchmark
	public int notification() {
		int before = this.handled;
		NotificationSample notification = this.notifications.get(this.next);
		this.next = (this.next + 1) % this.notifications.size();
		this.processor.process(null, notification.headers(), notification.body()).block();
		if (this.handled != before + 1) {
			throw new IllegalStateException("The notification wasn't handled");
		}
		return this.handled;
	}

}
