package io.github.wechatpayspring.payscore;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PlanState}.
 *
 * @author WeChat Pay Spring maintainers
 */
class PlanStateTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Test
	void constantsAreKnown() {
		assertThat(PlanState.of("NORMAL")).isEqualTo(PlanState.NORMAL).isNotEqualTo(PlanState.STOP);
		assertThat(PlanState.of("STOP")).isEqualTo(PlanState.STOP);
		assertThat(PlanState.NORMAL.isKnown()).isTrue();
		assertThat(PlanState.STOP.isKnown()).isTrue();
	}

	@Test
	void newerStateStaysReadable() {
		PlanState state = PlanState.of("FROZEN");
		assertThat(state.isKnown()).isFalse();
		assertThat(state.value()).isEqualTo("FROZEN");
		assertThat(state).hasToString("FROZEN");
	}

	@Test
	void stateIsTextInJson() {
		assertThat(this.mapper.readValue("\"FROZEN\"", PlanState.class)).isEqualTo(PlanState.of("FROZEN"));
		assertThat(this.mapper.writeValueAsString(PlanState.STOP)).isEqualTo("\"STOP\"");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsNoState() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PlanState(null))
			.withMessage("'value' must not be null");
	}

}
