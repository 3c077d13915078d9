package io.github.wechatpayspring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

/**
 * Keeps what is logged, also by several threads at the same time.
 */
public final class RecordingAppender extends AppenderBase<ILoggingEvent> {

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	@Override
	protected void append(ILoggingEvent event) {
		this.events.add(event);
	}

	/**
	 * Return all messages and stack traces.
	 * @return the text, a line or more for each event
	 */
	public String text() {
		return this.events.stream()
			.map((event) -> event.getFormattedMessage() + ((event.getThrowableProxy() != null)
					? ThrowableProxyUtil.asString(event.getThrowableProxy()) : ""))
			.collect(Collectors.joining("\n"));
	}

}
