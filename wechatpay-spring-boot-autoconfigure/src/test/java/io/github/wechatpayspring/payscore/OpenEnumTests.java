package io.github.wechatpayspring.payscore;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the sets of values that WeChat Pay can add to.
 *
 * @author WeChat Pay Spring maintainers
 */
class OpenEnumTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	static Stream<Type<?>> types() {
		return Stream.of(
				new Type<>(SignState.class, SignState::of, SignState::isKnown,
						List.of(SignState.UNSIGNED, SignState.SIGNED, SignState.SIGN_PLAN_CANCEL, SignState.COMPLETE,
								SignState.EXPIRE),
						List.of("UNSIGNED", "SIGNED", "SIGN_PLAN_CANCEL", "COMPLETE", "EXPIRE")),
				new Type<>(CancelSignType.class, CancelSignType::of, CancelSignType::isKnown,
						List.of(CancelSignType.NOT_CANCEL, CancelSignType.USER, CancelSignType.MERCHANT,
								CancelSignType.REVOKE_SERVICE),
						List.of("NOT_CANCEL", "USER", "MERCHANT", "REVOKE_SERVICE")),
				new Type<>(PlanDetailState.class, PlanDetailState::of, PlanDetailState::isKnown,
						List.of(PlanDetailState.NOT_USED, PlanDetailState.USING, PlanDetailState.USED,
								PlanDetailState.SIGN_PLAN_DETAIL_CANCEL),
						List.of("NOT_USED", "USING", "USED", "SIGN_PLAN_DETAIL_CANCEL")),
				new Type<>(OrderState.class, OrderState::of, OrderState::isKnown,
						List.of(OrderState.CREATED, OrderState.DOING, OrderState.DONE, OrderState.REVOKED,
								OrderState.EXPIRED),
						List.of("CREATED", "DOING", "DONE", "REVOKED", "EXPIRED")),
				new Type<>(OrderStateDescription.class, OrderStateDescription::of, OrderStateDescription::isKnown,
						List.of(OrderStateDescription.USER_CONFIRM, OrderStateDescription.MCH_COMPLETE),
						List.of("USER_CONFIRM", "MCH_COMPLETE")),
				new Type<>(CollectionState.class, CollectionState::of, CollectionState::isKnown,
						List.of(CollectionState.USER_PAYING, CollectionState.USER_PAID),
						List.of("USER_PAYING", "USER_PAID")),
				new Type<>(PaidType.class, PaidType::of, PaidType::isKnown, List.of(PaidType.NEWTON, PaidType.MCH),
						List.of("NEWTON", "MCH")));
	}

	@ParameterizedTest
	@MethodSource("types")
	<T> void constantsAreKnown(Type<T> type) {
		assertThat(type.constants()).hasToString(type.values().toString()).allMatch(type.known());
		assertThat(type.values()).map(type.of()).isEqualTo(type.constants());
	}

	@ParameterizedTest
	@MethodSource("types")
	<T> void newerValueStaysReadable(Type<T> type) {
		T value = type.of().apply("BRAND_NEW");
		assertThat(type.known()).rejects(value);
		assertThat(value).hasToString("BRAND_NEW");
	}

	@ParameterizedTest
	@MethodSource("types")
	<T> void valueIsTextInJson(Type<T> type) {
		T value = type.of().apply("BRAND_NEW");
		assertThat(this.mapper.readValue("\"BRAND_NEW\"", type.type())).isEqualTo(value);
		assertThat(this.mapper.writeValueAsString(value)).isEqualTo("\"BRAND_NEW\"");
	}

	@ParameterizedTest
	@MethodSource("types")
	@SuppressWarnings("NullAway")
	<T> void nullIsNoValue(Type<T> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> type.of().apply(null))
			.withMessage("'value' must not be null");
	}

	record Type<T>(Class<T> type, Function<String, T> of, Predicate<T> known, List<T> constants, List<String> values) {

	}

}
