package io.github.wechatpayspring.simulator.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names by which a developer's own machine is called, and addresses that call it. The
 * domain of a web site can be made to lead to this machine, and then its pages count as
 * ours; so only those names are taken that the public DNS doesn't have: addresses, names
 * without a dot as containers have, the reserved domains {@code localhost},
 * {@code local}, {@code internal} and {@code test}, and what was asked for.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class LocalNames {

	private static final Pattern PORT = Pattern.compile(":[0-9]*$");

	private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|\\[[0-9a-f:.]+]");

	private static final Pattern NOT_PUBLIC = Pattern.compile("([a-z0-9_-]+\\.)*(localhost|local|internal|test)");

	private static final Pattern WITHOUT_DOT = Pattern.compile("[a-z0-9_-]+");

	private final Set<String> others = new TreeSet<>();

	/**
	 * Take the given names too.
	 * @param others domain names, without a port
	 */
	public LocalNames(Iterable<String> others) {
		others.forEach((name) -> this.others.add(name.toLowerCase(Locale.ROOT)));
	}

	/**
	 * Return whether a request was meant for this machine.
	 * @param host the header {@code Host}
	 * @return whether its name is one that no web site can have
	 */
	public boolean contain(String host) {
		String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
		return ADDRESS.matcher(name).matches() || WITHOUT_DOT.matcher(name).matches()
				|| NOT_PUBLIC.matcher(name).matches() || this.others.contains(name);
	}

	/**
	 * Return whether a caller is near.
	 * @param address the address of the caller
	 * @return whether it is this machine or in a private network, as containers are
	 */
	public static boolean isNear(InetAddress address) {
		return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
				|| isUniqueLocal(address);
	}

	private static boolean isUniqueLocal(InetAddress address) {
		return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
	}

}
