package io.github.wechatpayspring.simulator.notification;

/**
 * A fault of notifications that was asked for by name.
 *
 * @param name the name, with its value
 * @param fault what happens
 * @author WeChat Pay Spring maintainers
 */
record NamedNotificationFault(String name, NotificationFault fault) implements NotificationFault {

	private static final String UNNAMED = "custom";

	@Override
	public Outgoing apply(Outgoing outgoing) {
		return this.fault.apply(outgoing);
	}

	static String nameOf(NotificationFault fault) {
		return (fault instanceof NamedNotificationFault named) ? named.name() : UNNAMED;
	}

}
