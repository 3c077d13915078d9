package io.github.wechatpayspring.simulator.doctor;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.simulator.doctor.Change.Line;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the message that has a given digest among those that mistakes lead to. What
 * it hashes is bounded, so a refusal stays cheap.
 *
 * @author WeChat Pay Spring maintainers
 */
final class MessageSearch {

	private static final int MAX_HASHES = 1000;

	private static final long MAX_BYTES = 16 * 1024 * 1024;

	private static final int LAYOUTS_COMBINED = 4;

	private final MessageDigest hash;

	private final byte[] digest;

	private int hashes;

	private long bytes;

	MessageSearch(String algorithm, byte[] digest) {
		this.hash = RecoveredBlock.newDigest(algorithm);
		this.digest = digest;
	}

	/**
	 * Look for the message.
	 * @param lines the lines that had to be signed
	 * @param merchant who had to sign them
	 * @param host where the request was sent, or {@code null}
	 * @param bodies bodies of other requests
	 * @return what is different, or {@code null} if the message was not found
	 */
	@Nullable Finding find(SignedLines lines, SimulatorMerchant merchant, @Nullable String host, List<byte[]> bodies) {
		List<Change> layouts = LayoutChanges.all(merchant);
		List<Change> urls = effective(UrlChanges.all(lines.url(), host), lines);
		List<Change> bodyChanges = effective(BodyChanges.all(lines.body(), lines.url(), bodies), lines);
		List<Change> others = effective(OtherChanges.all(lines), lines);
		List<Change> all = new ArrayList<>(layouts.subList(0, LAYOUTS_COMBINED));
		all.addAll(bodyChanges);
		all.addAll(urls);
		all.addAll(others);
		all.addAll(layouts.subList(LAYOUTS_COMBINED, layouts.size()));
		for (Change change : all) {
			byte[] message = match(change.edit().apply(lines));
			if (message != null) {
				return new Finding(change.cause(), change.summary(), null, message);
			}
		}
		Finding found = findPair(bodyChanges, others.stream().filter((other) -> other.line() == Line.METHOD).toList(),
				lines);
		found = (found != null) ? found : findPair(layouts.subList(0, LAYOUTS_COMBINED), bodyChanges, lines);
		found = (found != null) ? found : findPair(layouts.subList(0, LAYOUTS_COMBINED), urls, lines);
		found = (found != null) ? found : findPair(layouts.subList(0, LAYOUTS_COMBINED), others, lines);
		return (found != null) ? found : findPair(urls, bodyChanges, lines);
	}

	private @Nullable Finding findPair(List<Change> first, List<Change> second, SignedLines lines) {
		for (Change one : first) {
			SignedLines changed = one.edit().apply(lines);
			for (Change other : second) {
				if (isExhausted()) {
					return null;
				}
				byte[] message = match(other.edit().apply(changed));
				if (message != null) {
					return new Finding(one.cause(), one.summary(), other.summary(), message);
				}
			}
		}
		return null;
	}

	private byte @Nullable [] match(SignedLines lines) {
		if (isExhausted()) {
			return null;
		}
		byte[] message = lines.message();
		this.hashes++;
		this.bytes += message.length;
		return Arrays.equals(this.digest, this.hash.digest(message)) ? message : null;
	}

	private boolean isExhausted() {
		return this.hashes >= MAX_HASHES || this.bytes >= MAX_BYTES;
	}

	private static List<Change> effective(List<Change> changes, SignedLines lines) {
		List<Change> effective = new ArrayList<>();
		Set<String> seen = new HashSet<>(Set.of(identity(lines)));
		for (Change change : changes) {
			if (seen.add(identity(change.edit().apply(lines)))) {
				effective.add(change);
			}
		}
		return effective;
	}

	private static String identity(SignedLines lines) {
		return lines.method() + "\n" + lines.url() + "\n" + lines.timestamp() + "\n" + lines.nonce() + "\n"
				+ lines.body().length + "\n" + Arrays.hashCode(lines.body());
	}

}
