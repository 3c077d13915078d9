package io.github.wechatpayspring.notification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import io.github.wechatpayspring.notification.NotificationClaims.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisNotificationClaims} with a Redis server.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RedisNotificationClaimsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Duration LEASE = Duration.ofMinutes(5);

	private static final Duration RETENTION = Duration.ofDays(2);

	private RedisServer server;

	private LettuceConnectionFactory connectionFactory;

	private ReactiveStringRedisTemplate redisTemplate;

	private NotificationClaims claims;

	private final String prefix = UUID.randomUUID() + ":";

	@BeforeAll
	void start(@TempDir Path directory) throws Exception {
		this.server = RedisServer.start(directory);
		this.connectionFactory = new LettuceConnectionFactory("127.0.0.1", this.server.getPort());
		this.connectionFactory.afterPropertiesSet();
		this.connectionFactory.start();
		this.redisTemplate = new ReactiveStringRedisTemplate(this.connectionFactory);
		this.claims = new RedisNotificationClaims(this.redisTemplate, RETENTION);
	}

	@AfterAll
	void stop() {
		if (this.server != null) {
			this.connectionFactory.destroy();
			this.server.close();
		}
	}

	@Test
	void claimIsGivenToOneOwner() {
		assertThat(claim("one", "a")).isEqualTo(Result.CLAIMED);
		assertThat(claim("one", "b")).isEqualTo(Result.HELD);
		assertThat(claim("two", "b")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void commandThatWasSentTwiceIsTheSameClaim() {
		assertThat(claim("twice", "a")).isEqualTo(Result.CLAIMED);
		assertThat(claim("twice", "a")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void claimEndsWithItsLease() {
		claim("lease", "a");
		assertThat(expiry("lease")).isBetween(LEASE.minusMinutes(1), LEASE);
		expire("lease");
		assertThat(claim("lease", "b")).isEqualTo(Result.CLAIMED);
		assertThat(release("lease", "a")).isFalse();
		assertThat(complete("lease", "a")).isFalse();
		assertThat(complete("lease", "b")).isTrue();
	}

	@Test
	void handledIsKeptForTheRetention() {
		claim("handled", "a");
		assertThat(complete("handled", "a")).isTrue();
		assertThat(claim("handled", "a")).isEqualTo(Result.HANDLED);
		assertThat(claim("handled", "b")).isEqualTo(Result.HANDLED);
		assertThat(release("handled", "a")).isFalse();
		assertThat(complete("handled", "b")).isFalse();
		assertThat(expiry("handled")).isBetween(RETENTION.minusMinutes(1), RETENTION);
		expire("handled");
		assertThat(claim("handled", "b")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void ownerCompletesAfterTheLeaseIfNobodyElseHasTheClaim() {
		claim("late", "a");
		expire("late");
		assertThat(complete("late", "a")).isTrue();
		assertThat(claim("late", "b")).isEqualTo(Result.HANDLED);
	}

	@Test
	void releasedCanBeClaimedAgain() {
		claim("released", "a");
		assertThat(release("released", "b")).isFalse();
		assertThat(release("released", "a")).isTrue();
		assertThat(release("released", "a")).isFalse();
		assertThat(claim("released", "b")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void oneOfManyGetsTheClaim() {
		Flux<Result> results = Flux.range(0, 200)
			.flatMap((i) -> this.claims.claim(this.prefix + "many", "owner" + i, LEASE), 50)
			.filter(Result.CLAIMED::equals);
		StepVerifier.create(results).expectNext(Result.CLAIMED).expectComplete().verify(TIMEOUT);
	}

	private Result claim(String key, String owner) {
		return this.claims.claim(this.prefix + key, owner, LEASE).blockOptional(TIMEOUT).orElseThrow();
	}

	private boolean complete(String key, String owner) {
		return this.claims.complete(this.prefix + key, owner).blockOptional(TIMEOUT).orElseThrow();
	}

	private boolean release(String key, String owner) {
		return this.claims.release(this.prefix + key, owner).blockOptional(TIMEOUT).orElseThrow();
	}

	private Duration expiry(String key) {
		return this.redisTemplate.getExpire(RedisNotificationClaims.KEY_PREFIX + this.prefix + key)
			.blockOptional(TIMEOUT)
			.orElseThrow();
	}

	// A key that expired is a key that isn't there
	private void expire(String key) {
		assertThat(this.redisTemplate.delete(RedisNotificationClaims.KEY_PREFIX + this.prefix + key).block(TIMEOUT))
			.isEqualTo(1);
	}

}
