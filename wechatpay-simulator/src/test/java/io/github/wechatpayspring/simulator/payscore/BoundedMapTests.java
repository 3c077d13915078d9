package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the bound of what is kept.
 */
class BoundedMapTests {

	private final List<String> forgotten = new ArrayList<>();

	private final BoundedMap<Integer, String> map = new BoundedMap<>(10, String::length, this.forgotten::add);

	@Test
	void oldestIsForgottenWhenTooHeavy() {
		this.map.put(1, "aaaa");
		this.map.put(2, "bbbb");
		assertThat(this.forgotten).isEmpty();
		this.map.put(3, "cccc");
		assertThat(this.forgotten).containsExactly("aaaa");
		assertThat(this.map.get(1)).isNull();
		assertThat(this.map.values()).containsExactly("bbbb", "cccc");
		this.map.put(4, "dddddddddddd");
		assertThat(this.map.values()).containsExactly("dddddddddddd");
	}

	@Test
	void replacedValueIsNotWeighedAgain() {
		for (int i = 0; i < 100; i++) {
			this.map.put(1, "aaaa");
			this.map.put(2, "bbbb");
		}
		assertThat(this.map.values()).hasSize(2);
		this.map.clear();
		assertThat(this.map.values()).isEmpty();
	}

}
