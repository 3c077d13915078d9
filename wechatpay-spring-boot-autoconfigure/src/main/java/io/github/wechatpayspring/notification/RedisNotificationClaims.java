package io.github.wechatpayspring.notification;

import java.time.Duration;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * {@link NotificationClaims} in Redis, for applications that run more than once. Each
 * step is one script on one key, so that it is atomic and works in a cluster.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class RedisNotificationClaims implements NotificationClaims {

	/**
	 * What keys begin with.
	 */
	public static final String KEY_PREFIX = "wechatpay:notification:";

	private static final String HANDLED = "handled";

	// An owner whose command was sent twice has the claim
	private static final RedisScript<String> CLAIM = RedisScript.of("""
			local value = redis.call('get', KEYS[1])
			if value == ARGV[2] then
				return 'HANDLED'
			end
			if value and value ~= ARGV[1] then
				return 'HELD'
			end
			redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[3])
			return 'CLAIMED'
			""", String.class);

	private static final RedisScript<Boolean> COMPLETE = RedisScript.of("""
			local value = redis.call('get', KEYS[1])
			if value and value ~= ARGV[1] then
				return 0
			end
			redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
			return 1
			""", Boolean.class);

	private static final RedisScript<Boolean> RELEASE = RedisScript.of("""
			if redis.call('get', KEYS[1]) ~= ARGV[1] then
				return 0
			end
			return redis.call('del', KEYS[1])
			""", Boolean.class);

	private final ReactiveStringRedisTemplate redisTemplate;

	private final Duration retention;

	/**
	 * Create claims.
	 * @param redisTemplate the template
	 * @param retention how long it is kept that a notification was handled
	 */
	public RedisNotificationClaims(ReactiveStringRedisTemplate redisTemplate, Duration retention) {
		this.redisTemplate = redisTemplate;
		this.retention = retention;
	}

	@Override
	public Mono<Result> claim(String key, String owner, Duration lease) {
		return execute(CLAIM, key, owner, HANDLED, millis(lease)).map(Result::valueOf);
	}

	@Override
	public Mono<Boolean> complete(String key, String owner) {
		return execute(COMPLETE, key, owner, HANDLED, millis(this.retention));
	}

	@Override
	public Mono<Boolean> release(String key, String owner) {
		return execute(RELEASE, key, owner);
	}

	private <T> Mono<T> execute(RedisScript<T> script, String key, String... arguments) {
		return this.redisTemplate.execute(script, List.of(KEY_PREFIX + key), List.of(arguments)).single();
	}

	private static String millis(Duration duration) {
		return String.valueOf(duration.toMillis());
	}

}
