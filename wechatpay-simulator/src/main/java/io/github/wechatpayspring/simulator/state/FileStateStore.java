package io.github.wechatpayspring.simulator.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps everything in a file, an MVStore of the H2 database: a map from position to JSON
 * for each type. A change is in the file when it ends, so it outlives the process however
 * that ends; only the machine losing power can lose the last ones, because the operating
 * system is not made to write through.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class FileStateStore implements StateStore {

	private static final int LAYOUT = 1;

	private static final int CACHE_MEGABYTES = 4;

	private static final int RETENTION_MILLIS = 1000;

	private static final int COPIED_AT_ONCE = 1000;

	private static final long LARGE_BYTES = 32L * 1024 * 1024;

	private final ReentrantLock lock = new ReentrantLock();

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Path file;

	private final MVStore store;

	private final boolean isNew;

	private FileStateStore(Path file, MVStore store, boolean isNew) {
		this.file = file;
		this.store = store;
		this.isNew = isNew;
	}

	/**
	 * Open a state file, or make one.
	 * @param path the file
	 * @return the state in it
	 * @throws StateStoreException if it is no state file of this version or an older one,
	 * or if it is in use
	 */
	public static StateStore open(Path path) {
		return open(path, LARGE_BYTES);
	}

	/**
	 * Open a state file, or make one.
	 * @param path the file
	 * @param largeBytes from what size on it is copied, to leave out what is not needed
	 * any more
	 * @return the state in it
	 */
	static StateStore open(Path path, long largeBytes) {
		Path file = path.toAbsolutePath();
		Path directory = file.getParent();
		if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
			throw new StateStoreException(file, Files.isDirectory(file) ? "is a directory; name a file in it"
					: "is in a directory that does not exist; make the directory or name another", null);
		}
		MVStore store = openStore(file);
		try {
			int layout = store.getStoreVersion();
			if (layout > LAYOUT) {
				throw new StateStoreException(file,
						"was written by a newer simulator (layout " + layout + ", this one knows " + LAYOUT
								+ "); run a simulator at least as new as that one, or name another file",
						null);
			}
			if (layout == 0) {
				restrict(file);
			}
			else if (Files.size(file) >= largeBytes) {
				store = replaceByCopy(store, file);
			}
			store.setRetentionTime(RETENTION_MILLIS);
			store.setVersionsToKeep(0);
			// The layout is written with the first change: a file whose first change was
			// cut off is new
			return new FileStateStore(file, store, layout == 0);
		}
		catch (RuntimeException ex) {
			store.closeImmediately();
			throw ex;
		}
		catch (IOException ex) {
			store.closeImmediately();
			throw new StateStoreException(file, "can't be tidied up; check the space on its disk", ex);
		}
	}

	private static MVStore replaceByCopy(MVStore store, Path file) throws IOException {
		Path copy = file.resolveSibling(file.getFileName() + ".copy");
		Files.deleteIfExists(copy);
		MVStore target = openStore(copy);
		try {
			restrict(copy);
			for (String name : store.getMapNames()) {
				MVMap<Long, String> from = store.openMap(name, rows());
				MVMap<Long, String> to = target.openMap(name, rows());
				from.forEach((position, row) -> {
					to.append(position, row);
					if (position % COPIED_AT_ONCE == 0) {
						target.commit();
					}
				});
			}
			target.setStoreVersion(LAYOUT);
			target.commit();
			target.sync();
		}
		finally {
			target.closeImmediately();
		}
		store.closeImmediately();
		Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		return openStore(file);
	}

	private static MVMap.Builder<Long, String> rows() {
		return new MVMap.Builder<Long, String>().keyType(LongDataType.INSTANCE).valueType(StringDataType.INSTANCE);
	}

	// There are private keys in it
	private static void restrict(Path file) {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		if (view != null) {
			try {
				view.setPermissions(PosixFilePermissions.fromString("rw-------"));
			}
			catch (IOException ex) {
				throw new StateStoreException(file, "can't be made readable for this user only; name another file", ex);
			}
		}
	}

	private static MVStore openStore(Path file) {
		try {
			// Without a background thread a commit is in the file when it returns, and
			// without a limit of the buffer nothing is committed in the middle of a
			// change
			return new MVStore.Builder().fileName(file.toString())
				.autoCommitDisabled()
				.autoCommitBufferSize(0)
				.cacheSize(CACHE_MEGABYTES)
				.open();
		}
		catch (MVStoreException ex) {
			throw new StateStoreException(file, switch (ex.getErrorCode()) {
				case DataUtils.ERROR_FILE_LOCKED ->
					"is in use by another simulator; stop that one or name another file";
				case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
					"has a format that this version of MVStore can't read; run a newer simulator or name another file";
				case DataUtils.ERROR_FILE_CORRUPT -> "is damaged or no state file; move it away or name another file";
				default -> "can't be opened; check that this user can read and write it";
			}, ex);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new StateStoreException(file, "can't be opened; check that this user can read and write it", ex);
		}
	}

	@Override
	public <T> T update(Supplier<T> change) {
		this.lock.lock();
		try {
			T result = change.get();
			if (this.lock.getHoldCount() == 1) {
				commit();
			}
			return result;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void commit() {
		try {
			if (this.store.hasUnsavedChanges()) {
				if (this.store.getStoreVersion() != LAYOUT) {
					this.store.setStoreVersion(LAYOUT);
				}
				this.store.commit();
			}
		}
		catch (MVStoreException ex) {
			throw failed(ex);
		}
	}

	private StateStoreException failed(MVStoreException cause) {
		return new StateStoreException(this.file,
				(cause.getErrorCode() == DataUtils.ERROR_CLOSED) ? "is closed, the simulator is being stopped"
						: "can't be written; check the space on its disk and start the simulator again",
				cause);
	}

	@Override
	public <T> StateCollection<T> collection(String name, StateCodec<T> codec) {
		return new Collection<>(name, this.store.openMap(name, rows()), codec);
	}

	@Override
	public boolean isDurable() {
		return true;
	}

	@Override
	public boolean isNew() {
		return this.isNew;
	}

	/**
	 * Close the file as the end of the process would: everything that is to be kept is in
	 * it, and what failed before it was complete is not to be found by the next run.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.store.closeImmediately();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The values of one type: rows by position, and the position of every key.
	 */
	private final class Collection<T> implements StateCollection<T> {

		private final String name;

		private final MVMap<Long, String> rows;

		private final StateCodec<T> codec;

		private final Map<String, Long> positions = new HashMap<>();

		private long next;

		Collection(String name, MVMap<Long, String> rows, StateCodec<T> codec) {
			this.name = name;
			this.rows = rows;
			this.codec = codec;
		}

		@Override
		public synchronized void put(T value) {
			String row = FileStateStore.this.mapper.writeValueAsString(this.codec.write(value));
			Long position = this.positions.computeIfAbsent(this.codec.key(value), (key) -> this.next++);
			change(() -> this.rows.put(position, row));
		}

		@Override
		public synchronized void remove(T value) {
			Long position = this.positions.remove(this.codec.key(value));
			if (position != null) {
				change(() -> this.rows.remove(position));
			}
		}

		@Override
		public synchronized void clear() {
			this.positions.clear();
			change(this.rows::clear);
		}

		@Override
		public synchronized List<T> load() {
			List<T> values = new ArrayList<>();
			for (Map.Entry<Long, String> row : this.rows.entrySet()) {
				T value = read(row.getValue());
				this.positions.put(this.codec.key(value), row.getKey());
				this.next = row.getKey() + 1;
				values.add(value);
			}
			return values;
		}

		private T read(String row) {
			try {
				return this.codec.read((ObjectNode) FileStateStore.this.mapper.readTree(row));
			}
			catch (JacksonException | IllegalArgumentException | ClassCastException ex) {
				// Without the cause, whose message can have a part of a key.
				throw new StateStoreException(FileStateStore.this.file, "has something among its " + this.name
						+ " that this simulator can't read; run the simulator that wrote it, or name another file",
						null);
			}
		}

		private void change(Runnable change) {
			try {
				change.run();
			}
			catch (MVStoreException ex) {
				throw failed(ex);
			}
		}

	}

}
