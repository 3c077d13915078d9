package io.github.wechatpayspring.payscore;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link OrderTime}.
 *
 * @author WeChat Pay Spring maintainers
 */
class OrderTimeTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Test
	void timeIsInBeijing() {
		assertThat(OrderTime.at(Instant.parse("2009-12-25T01:10:10.999Z"))).hasToString("20091225091010");
		assertThat(OrderTime.at(Instant.parse("2009-12-24T16:00:00Z"))).hasToString("20091225000000");
		assertThat(OrderTime.at(OffsetDateTime.parse("2009-12-25T02:10:10+01:00"))).hasToString("20091225091010");
		assertThat(OrderTime.of("20091225091010").toOffsetDateTime())
			.isEqualTo(OffsetDateTime.parse("2009-12-25T09:10:10+08:00"))
			.hasToString("2009-12-25T09:10:10+08:00");
		assertThat(OrderTime.of("20091225091010").toLocalDate()).isEqualTo(LocalDate.of(2009, 12, 25));
	}

	@Test
	void dayIsNoTime() {
		OrderTime day = OrderTime.on(LocalDate.of(2009, 1, 5));
		assertThat(day).isEqualTo(OrderTime.of("20090105"));
		assertThat(day.toLocalDate()).isEqualTo(LocalDate.of(2009, 1, 5));
		assertThat(day.toOffsetDateTime()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "OnAccept", "", "2009122509101", "200912250910100", "20090230000000", "20091325",
			"2009-12-25T09:10:10+08:00", "20091225246060" })
	void otherValueStaysReadable(String value) {
		OrderTime time = this.mapper.readValue(this.mapper.writeValueAsString(value), OrderTime.class);
		assertThat(time.value()).isEqualTo(value);
		assertThat(time.toOffsetDateTime()).isNull();
		assertThat(time.toLocalDate()).isNull();
		assertThat(this.mapper.writeValueAsString(time)).isEqualTo("\"" + value + "\"");
	}

	@Test
	void acceptanceIsWrittenAsWechatPayKnowsIt() {
		assertThat(OrderTime.ON_ACCEPT.value()).isEqualTo("OnAccept");
	}

	@Test
	void emptyTimeIsNone() {
		OrderTimeRange range = this.mapper.readValue("{\"start_time\": \"\", \"end_time\": \"\"}",
				OrderTimeRange.class);
		assertThat(range).isEqualTo(new OrderTimeRange(null, null, null, null));
		assertThat(this.mapper.writeValueAsString(range)).isEqualTo("{}");
	}

	@Test
	void rangeIsMadeOfInstants() {
		Instant start = Instant.parse("2009-12-25T01:10:10Z");
		assertThat(OrderTimeRange.between(start, start.plusSeconds(60)))
			.isEqualTo(new OrderTimeRange(OrderTime.of("20091225091010"), null, OrderTime.of("20091225091110"), null));
		assertThat(OrderTimeRange.from(OrderTime.ON_ACCEPT))
			.isEqualTo(new OrderTimeRange(OrderTime.ON_ACCEPT, null, null, null));
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> OrderTime.of(null))
			.withMessage("'value' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> OrderTime.at((Instant) null))
			.withMessage("'instant' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> OrderTime.at((OffsetDateTime) null))
			.withMessage("'time' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> OrderTime.on(null)).withMessage("'day' must not be null");
	}

}
