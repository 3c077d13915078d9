package io.github.wechatpayspring.simulator.state;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The state file cannot be read or written. The message says what to do about it.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class StateStoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StateStoreException(Path file, String problem, @Nullable Throwable cause) {
		super("The state file " + file + " " + problem, cause);
	}

}
