package io.github.wechatpayspring.merchant;

import java.time.Duration;
import java.util.List;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InMemoryMerchantRepository}, {@link Merchant} and
 * {@link PlatformKeys}.
 */
class InMemoryMerchantRepositoryTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String API_V3_KEY = "ApiV3Key-for-tests-0123456789abc";

	private static final MessageVerifier VERIFIER = new MessageVerifier() {

		@Override
		public String getScheme() {
			return "TEST";
		}

		@Override
		public boolean verify(byte[] message, byte[] signature) {
			return false;
		}

	};

	private static final MessageSigner SIGNER = new MessageSigner() {

		@Override
		public String getScheme() {
			return "TEST";
		}

		@Override
		public String getSerialNumber() {
			return "01";
		}

		@Override
		public byte[] sign(byte[] message) {
			return message;
		}

	};

	private static Merchant merchant(String name) {
		return merchant(name, "1900000109");
	}

	private static Merchant merchant(String name, String id) {
		return new Merchant(name, id, SIGNER, ApiV3Key.of(API_V3_KEY), PlatformKeys.of("PUB_KEY_ID_1", VERIFIER),
				PayscoreDefaults.NONE);
	}

	private static void assertFound(Mono<Merchant> found, Merchant expected) {
		StepVerifier.create(found).expectNext(expected).expectComplete().verify(TIMEOUT);
	}

	private static void assertNotFound(Mono<Merchant> found) {
		StepVerifier.create(found).expectComplete().verify(TIMEOUT);
	}

	@Test
	void merchantsAreFoundByName() {
		Merchant one = merchant("one");
		Merchant two = merchant("two");
		InMemoryMerchantRepository repository = new InMemoryMerchantRepository(one, two);
		assertFound(repository.findByName("one"), one);
		assertFound(repository.findByName("two"), two);
		assertNotFound(repository.findByName("three"));
		assertNotFound(repository.findByName("ONE"));
		assertNotFound(repository.findByName("default"));
	}

	@Test
	void merchantsAreInMemoryInTheirOrder() {
		Merchant one = merchant("one");
		Merchant two = merchant("two");
		assertThat(new InMemoryMerchantRepository(List.of(two, one), "one").getMerchantsInMemory())
			.containsExactly(two, one)
			.isUnmodifiable();
		assertThat(new InMemoryMerchantRepository().getMerchantsInMemory()).isEmpty();
	}

	@Test
	void publicKeysAreKnown() {
		PlatformKeys keys = PlatformKeys.of("PUB_KEY_ID_1", VERIFIER).and(PlatformKeys.of("PUB_KEY_ID_2", VERIFIER));
		assertThat(List.of("PUB_KEY_ID_1", "PUB_KEY_ID_2")).allMatch(keys::isKnown);
		assertThat(keys.isKnown("PUB_KEY_ID_3")).isFalse();
	}

	@Test
	void onlyMerchantIsTheDefault() {
		Merchant one = merchant("one");
		assertFound(new InMemoryMerchantRepository(one).findDefault(), one);
	}

	@Test
	void merchantCalledDefaultIsTheDefault() {
		Merchant one = merchant("default");
		assertFound(new InMemoryMerchantRepository(merchant("a"), one, merchant("z")).findDefault(), one);
	}

	@Test
	void namedMerchantIsTheDefault() {
		Merchant one = merchant("one");
		List<Merchant> merchants = List.of(merchant("default"), one);
		assertFound(new InMemoryMerchantRepository(merchants, "one").findDefault(), one);
		assertFound(new InMemoryMerchantRepository(merchants, null).findDefault(), merchants.get(0));
	}

	@Test
	void noneOfSeveralMerchantsIsTheDefault() {
		assertNotFound(new InMemoryMerchantRepository(merchant("one"), merchant("two")).findDefault());
		assertNotFound(new InMemoryMerchantRepository().findDefault());
	}

	@Test
	void defaultMustBeThere() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InMemoryMerchantRepository(List.of(merchant("one")), "two"))
			.withMessage("There is no merchant named 'two'");
	}

	@Test
	void namesAreUnique() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InMemoryMerchantRepository(merchant("one"), merchant("one")))
			.withMessage("There is more than one merchant named 'one'");
	}

	@Test
	void nameOfAMerchantIsNotEmpty() {
		assertThatIllegalArgumentException().isThrownBy(() -> merchant(" "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "19000\"", "1\r\nHost: evil", "一九", "123456789012345678901234567890123" })
	void numberOfAMerchantFitsIntoAHeader(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> merchant("shop", id)).withMessageContaining("'shop'");
	}

	@Test
	void merchantShowsNoSecret() {
		assertThat(merchant("one")).hasToString("Merchant[name=one, id=1900000109]");
	}

	@Test
	void exceptionSaysWhichMerchantIsMissing() {
		assertThat(new MerchantNotFoundException("shop")).hasMessage("There is no merchant named 'shop'")
			.extracting(MerchantNotFoundException::getName)
			.isEqualTo("shop");
		assertThat(new MerchantNotFoundException(null)).hasMessageContaining("no default merchant")
			.extracting(MerchantNotFoundException::getName)
			.isNull();
	}

	@Test
	void nameInTheExceptionStaysOnOneLine() {
		assertThat(new MerchantNotFoundException("shop'\r\nFAKE\u2028"))
			.hasMessage("There is no merchant named 'shop' FAKE '");
	}

	@Test
	void publicKeyIsFoundByItsId() {
		PlatformKeys keys = PlatformKeys.of("PUB_KEY_ID_1", VERIFIER);
		StepVerifier.create(keys.findById("PUB_KEY_ID_1")).expectNext(VERIFIER).expectComplete().verify(TIMEOUT);
		StepVerifier.create(keys.findById("PUB_KEY_ID_2")).expectComplete().verify(TIMEOUT);
		StepVerifier.create(keys.preferredId()).expectNext("PUB_KEY_ID_1").expectComplete().verify(TIMEOUT);
	}

	@Test
	void firstOfCombinedKeysIsPreferred() {
		PlatformKeys keys = PlatformKeys.of("PUB_KEY_ID_1", VERIFIER).and(PlatformKeys.of("PUB_KEY_ID_2", VERIFIER));
		StepVerifier.create(keys.preferredId()).expectNext("PUB_KEY_ID_1").expectComplete().verify(TIMEOUT);
		StepVerifier.create(keys.findById("PUB_KEY_ID_1")).expectNext(VERIFIER).expectComplete().verify(TIMEOUT);
		StepVerifier.create(keys.findById("PUB_KEY_ID_2")).expectNext(VERIFIER).expectComplete().verify(TIMEOUT);
		StepVerifier.create(keys.findById("PUB_KEY_ID_3")).expectComplete().verify(TIMEOUT);
	}

	@Test
	void secondOfCombinedKeysIsAskedWhenTheFirstHasNone() {
		PlatformKeys none = new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				return Mono.empty();
			}

			@Override
			public Mono<String> preferredId() {
				return Mono.empty();
			}

		};
		PlatformKeys keys = none.and(PlatformKeys.of("PUB_KEY_ID_2", VERIFIER));
		StepVerifier.create(keys.preferredId()).expectNext("PUB_KEY_ID_2").expectComplete().verify(TIMEOUT);
	}

}
