package io.github.wechatpayspring.merchant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.Set;

import org.springframework.util.StringUtils;

/**
 * What is wrong with an address that WeChat Pay is to notify, {@code notify_url}. WeChat
 * Pay's documentation wants https and no query string.
 *
 * @author WeChat Pay Spring maintainers
 */
public enum NotifyUrlProblem {

	/**
	 * It isn't an https address with a host, nor an http address of this machine, which
	 * WeChat Pay itself can't notify but a simulator beside us can.
	 */
	NO_HTTPS_ADDRESS,

	/**
	 * It has a query string.
	 */
	QUERY_STRING;

	// The last is its name inside a container, where a simulator may be
	private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "host.docker.internal");

	/**
	 * Find what is wrong with an address.
	 * @param notifyUrl the address
	 * @return the problems, none if WeChat Pay can be told that address
	 */
	public static Set<NotifyUrlProblem> of(String notifyUrl) {
		Set<NotifyUrlProblem> problems = EnumSet.noneOf(NotifyUrlProblem.class);
		try {
			URI url = new URI(notifyUrl);
			if (!StringUtils.hasLength(url.getHost())
					|| !("https".equalsIgnoreCase(url.getScheme()) || isOfThisMachine(url))) {
				problems.add(NO_HTTPS_ADDRESS);
			}
			if (url.getRawQuery() != null) {
				problems.add(QUERY_STRING);
			}
		}
		catch (URISyntaxException ex) {
			problems.add(NO_HTTPS_ADDRESS);
		}
		return problems;
	}

	private static boolean isOfThisMachine(URI url) {
		return "http".equalsIgnoreCase(url.getScheme()) && THIS_MACHINE.contains(url.getHost());
	}

}
