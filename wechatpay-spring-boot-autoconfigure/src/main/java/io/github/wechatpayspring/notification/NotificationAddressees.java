package io.github.wechatpayspring.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the merchants that a notification can be for when its URL names none. As anybody
 * can send one, this is limited: merchants whose keys are at hand cost looks into memory,
 * and only a merchant that has no platform certificate yet, or none of the last hours,
 * has them downloaded, which is throttled. Where too many can't have them downloaded,
 * they take turns, so that none hides another for good.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationAddressees {

	/**
	 * How many merchants are considered beside the default one, each of which costs a
	 * verification.
	 */
	static final int MAX_SIZE = 32;

	private final MerchantRepository merchants;

	private final Clock clock;

	private final AtomicReference<Turn> turn = new AtomicReference<>(new Turn(0, -1, Instant.MIN));

	NotificationAddressees(MerchantRepository merchants, Clock clock) {
		this.merchants = merchants;
		this.clock = clock;
	}

	/**
	 * Find the merchants: those that know the key, the default merchant, and those that
	 * may know it once they have downloaded their certificates, for the first time or
	 * again. The default merchant comes first if it knows the key.
	 * @param serialNumber the {@code Wechatpay-Serial}, if there is one
	 * @return the merchants, in the order in which they are to be considered
	 */
	Flux<Merchant> find(@Nullable String serialNumber) {
		return Mono.defer(this.merchants::findDefault)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMapIterable((defaultMerchant) -> arrange(serialNumber, defaultMerchant))
			.doOnNext(this::takesItsTurn)
			.map(Candidate::merchant);
	}

	// Those that were only listed, as one before them answered or hung, are still due
	private void takesItsTurn(Candidate candidate) {
		if (candidate.index() >= 0) {
			this.turn.updateAndGet((turn) -> turn.considering(candidate.index()));
		}
	}

	private List<Candidate> arrange(@Nullable String serialNumber, Optional<Merchant> defaultMerchant) {
		if (serialNumber == null) {
			return defaultMerchant.map(Candidate::notPending).stream().toList();
		}
		String defaultName = defaultMerchant.map(Merchant::name).orElse(null);
		List<Candidate> arranged = new ArrayList<>();
		Pending pending = new Pending(currentTurn().first());
		int index = 0;
		// Once each: another thread can download keys meanwhile
		for (Merchant merchant : this.merchants.getMerchantsInMemory()) {
			if (arranged.size() == MAX_SIZE) {
				break;
			}
			if (!merchant.name().equals(defaultName)) {
				PlatformKeys keys = merchant.platformKeys();
				if (keys.isKnown(serialNumber)) {
					arranged.add(Candidate.notPending(merchant));
				}
				else if (keys.isDownloadPending()) {
					pending.add(index, merchant);
				}
			}
			index++;
		}
		List<Candidate> last = pending.first(MAX_SIZE - arranged.size());
		defaultMerchant.ifPresent((merchant) -> arranged
			.add(merchant.platformKeys().isKnown(serialNumber) ? 0 : arranged.size(), Candidate.notPending(merchant)));
		arranged.addAll(last);
		return arranged;
	}

	private Turn currentTurn() {
		Instant now = this.clock.instant();
		return this.turn.updateAndGet((turn) -> turn.isOver(now) ? turn.next(now) : turn);
	}

	/**
	 * A time during which the same merchants are considered, except that those whose
	 * certificates came make room for others. A flood can't have more of them fail.
	 *
	 * @param first the index of the first merchant that can be considered
	 * @param last the index of the last one that was, or -1
	 * @param beganAt when the turn began
	 */
	private record Turn(int first, int last, Instant beganAt) {

		private static final Duration DURATION = Duration.ofSeconds(5);

		// A clock that was set back must not prolong a turn
		boolean isOver(Instant now) {
			return now.isBefore(this.beganAt) || !now.isBefore(this.beganAt.plus(DURATION));
		}

		Turn next(Instant now) {
			return new Turn((this.last != -1) ? this.last + 1 : this.first, -1, now);
		}

		Turn considering(int index) {
			boolean further = this.last == -1 || distance(index) > distance(this.last);
			return further ? new Turn(this.first, index, this.beganAt) : this;
		}

		// After the end of the list, it goes on at its beginning
		private int distance(int index) {
			return (index - this.first) & Integer.MAX_VALUE;
		}

	}

	/**
	 * Merchants that have to download keys, beginning with those whose turn it is.
	 */
	private static final class Pending {

		private final int start;

		private final List<Candidate> fromStart = new ArrayList<>();

		private final List<Candidate> beforeStart = new ArrayList<>();

		Pending(int start) {
			this.start = start;
		}

		void add(int index, Merchant merchant) {
			List<Candidate> candidates = (index < this.start) ? this.beforeStart : this.fromStart;
			if (candidates.size() < MAX_SIZE) {
				candidates.add(new Candidate(index, merchant));
			}
		}

		List<Candidate> first(int count) {
			return Stream.concat(this.fromStart.stream(), this.beforeStart.stream()).limit(count).toList();
		}

	}

	/**
	 * A merchant to be considered.
	 *
	 * @param index its index among the merchants in memory if it has to download keys, or
	 * -1
	 * @param merchant the merchant
	 */
	private record Candidate(int index, Merchant merchant) {

		static Candidate notPending(Merchant merchant) {
			return new Candidate(-1, merchant);
		}

	}

}
