package io.github.wechatpayspring.simulator.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FileStateStore}.
 */
class FileStateStoreTests {

	private static final long NEVER_LARGE = Long.MAX_VALUE;

	@TempDir
	private Path directory;

	@Test
	void valuesStayInTheirOrder() {
		try (StateStore store = open(NEVER_LARGE)) {
			assertThat(store.isNew()).isTrue();
			StateCollection<Pair> pairs = store.collection("pairs", new PairCodec());
			store.run(() -> {
				pairs.put(new Pair("b", "1"));
				pairs.put(new Pair("a", "2"));
				pairs.put(new Pair("c", "3"));
			});
			store.run(() -> {
				pairs.put(new Pair("b", "4"));
				pairs.remove(new Pair("c", ""));
			});
		}
		try (StateStore store = open(NEVER_LARGE)) {
			assertThat(store.isNew()).isFalse();
			StateCollection<Pair> pairs = store.collection("pairs", new PairCodec());
			assertThat(pairs.load()).containsExactly(new Pair("b", "4"), new Pair("a", "2"));
			store.run(() -> {
				pairs.clear();
				pairs.put(new Pair("d", "5"));
			});
		}
		assertThat(load(NEVER_LARGE)).containsExactly(new Pair("d", "5"));
	}

	@Test
	void changeThatFailsIsNotKept() {
		try (StateStore store = open(NEVER_LARGE)) {
			StateCollection<Pair> pairs = store.collection("pairs", new PairCodec());
			assertThatIllegalStateException().isThrownBy(() -> store.run(() -> {
				store.run(() -> pairs.put(new Pair("a", "1")));
				throw new IllegalStateException("No");
			}));
		}
		try (StateStore store = open(NEVER_LARGE)) {
			assertThat(store.isNew()).isTrue();
			assertThat(store.collection("pairs", new PairCodec()).load()).isEmpty();
		}
	}

	@Test
	void largeFileIsTidiedUp() throws IOException {
		Path file = this.directory.resolve("state.db");
		try (StateStore store = open(NEVER_LARGE)) {
			StateCollection<Pair> pairs = store.collection("pairs", new PairCodec());
			for (int i = 0; i < 300; i++) {
				Pair pair = new Pair("key" + i % 3, i + "x".repeat(2000));
				store.run(() -> pairs.put(pair));
			}
		}
		long size = Files.size(file);
		List<Pair> before = load(NEVER_LARGE);
		assertThat(load(size)).isEqualTo(before).hasSize(3);
		assertThat(Files.size(file)).isLessThan(size / 2);
		assertThat(load(NEVER_LARGE)).isEqualTo(before);
		assertThat(this.directory).isDirectoryNotContaining("glob:**.copy");
	}

	@Test
	void unreadableValueIsNotQuoted() {
		try (StateStore store = open(NEVER_LARGE)) {
			StateCollection<Pair> pairs = store.collection("pairs", new PairCodec());
			store.run(() -> pairs.put(new Pair("unreadable", "secret")));
		}
		assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> load(NEVER_LARGE))
			.withMessageContaining("has something among its pairs that this simulator can't read")
			.withMessageNotContaining("secret")
			.withNoCause();
	}

	private StateStore open(long largeBytes) {
		return FileStateStore.open(this.directory.resolve("state.db"), largeBytes);
	}

	private List<Pair> load(long largeBytes) {
		try (StateStore store = open(largeBytes)) {
			return store.collection("pairs", new PairCodec()).load();
		}
	}

	private record Pair(String key, String value) {

	}

	private static final class PairCodec implements StateCodec<Pair> {

		@Override
		public String key(Pair pair) {
			return pair.key();
		}

		@Override
		public ObjectNode write(Pair pair) {
			return JsonNodeFactory.instance.objectNode().put("key", pair.key()).put("value", pair.value());
		}

		@Override
		public Pair read(ObjectNode json) {
			if (json.required("key").stringValue().equals("unreadable")) {
				throw new IllegalArgumentException("secret");
			}
			return new Pair(json.required("key").stringValue(), json.required("value").stringValue());
		}

	}

}
