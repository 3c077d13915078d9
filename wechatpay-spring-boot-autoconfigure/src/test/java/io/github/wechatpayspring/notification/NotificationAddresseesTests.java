package io.github.wechatpayspring.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NotificationAddressees} where merchants can't have their certificates
 * downloaded.
 */
class NotificationAddresseesTests {

	private static final Duration TURN = Duration.ofSeconds(5);

	private final Set<String> pending = new HashSet<>();

	private final Set<String> known = new HashSet<>();

	private Instant now = TestNotifications.NOW;

	@Test
	void othersHaveTheirTurnAfterSomeTime() {
		NotificationAddressees addressees = addressees(100);
		assertThat(find(addressees)).isEqualTo(names(0, 32));
		this.now = this.now.plus(TURN).minusMillis(1);
		assertThat(find(addressees)).isEqualTo(names(0, 32));
		for (int from = 32; from < 96; from += 32) {
			this.now = this.now.plus(TURN);
			assertThat(find(addressees)).isEqualTo(names(from, from + 32));
			assertThat(find(addressees)).isEqualTo(names(from, from + 32));
		}
		this.now = this.now.plus(TURN);
		assertThat(find(addressees)).isEqualTo(join(names(96, 100), names(0, 28)));
		this.now = this.now.plus(Duration.ofDays(1));
		assertThat(find(addressees)).isEqualTo(names(28, 60));
	}

	@Test
	void othersFollowAtOnceWhenDownloadsSucceed() {
		NotificationAddressees addressees = addressees(40);
		assertThat(find(addressees)).isEqualTo(names(0, 32));
		this.pending.removeAll(names(0, 31));
		assertThat(find(addressees)).isEqualTo(names(31, 40));
		this.now = this.now.plus(TURN);
		assertThat(find(addressees)).isEqualTo(names(31, 40));
	}

	@Test
	void allHaveTheirTurnWhenThereAreFew() {
		NotificationAddressees addressees = addressees(32);
		for (int i = 0; i < 3; i++) {
			assertThat(find(addressees)).isEqualTo(names(0, 32));
			this.now = this.now.plus(TURN);
		}
	}

	@Test
	void thoseThatKnowTheKeyComeFirstInEveryTurn() {
		NotificationAddressees addressees = addressees(100);
		this.known.addAll(names(70, 80));
		assertThat(find(addressees)).isEqualTo(join(names(70, 80), names(0, 22)));
		this.now = this.now.plus(TURN);
		assertThat(find(addressees)).isEqualTo(join(names(70, 80), names(22, 44)));
	}

	@Test
	void thoseThatWereOnlyListedAreStillDue() {
		NotificationAddressees addressees = addressees(100);
		assertThat(findSome(addressees, 40)).isEqualTo(names(0, 32));
		this.now = this.now.plus(TURN);
		assertThat(findSome(addressees, 3)).isEqualTo(names(32, 35));
		assertThat(findSome(addressees, 1)).isEqualTo(names(32, 33));
		this.now = this.now.plus(TURN);
		assertThat(findSome(addressees, 0)).isEmpty();
		this.now = this.now.plus(TURN);
		assertThat(findSome(addressees, 40)).isEqualTo(names(35, 67));
	}

	@Test
	void clockThatIsSetBackDoesNotKeepOthersWaiting() {
		NotificationAddressees addressees = addressees(64);
		assertThat(find(addressees)).isEqualTo(names(0, 32));
		this.now = this.now.minus(Duration.ofDays(1));
		assertThat(find(addressees)).isEqualTo(names(32, 64));
		assertThat(find(addressees)).isEqualTo(names(32, 64));
	}

	private NotificationAddressees addressees(int count) {
		Collection<Merchant> merchants = names(0, count).stream()
			.map((name) -> new Merchant(name, TestNotifications.MERCHANT_ID, TestNotifications.SIGNER,
					TestNotifications.KEY, keys(name), PayscoreDefaults.NONE))
			.toList();
		this.pending.addAll(names(0, count));
		InstantSource source = () -> this.now;
		Clock clock = source.withZone(ZoneOffset.UTC);
		return new NotificationAddressees(new InMemoryMerchantRepository(merchants, null), clock);
	}

	private PlatformKeys keys(String name) {
		return new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				return Mono.empty();
			}

			@Override
			public boolean isKnown(String id) {
				return NotificationAddresseesTests.this.known.contains(name);
			}

			@Override
			public boolean isDownloadPending() {
				return NotificationAddresseesTests.this.pending.contains(name);
			}

			@Override
			public Mono<String> preferredId() {
				return Mono.empty();
			}

		};
	}

	private static List<String> find(NotificationAddressees addressees) {
		return findSome(addressees, Integer.MAX_VALUE);
	}

	private static List<String> findSome(NotificationAddressees addressees, int count) {
		return Objects.requireNonNull(addressees.find("01").map(Merchant::name).take(count).collectList().block());
	}

	private static List<String> names(int from, int to) {
		return IntStream.range(from, to).mapToObj((number) -> "shop-" + number).toList();
	}

	private static List<String> join(List<String> first, List<String> second) {
		List<String> joined = new ArrayList<>(first);
		joined.addAll(second);
		return joined;
	}

}
