package io.github.wechatpayspring.simulator.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Names of settings and fields: whether they are written with hyphens, underscores or
 * capitals does not matter.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Names {

	private static final int MAX_DISTANCE = 4;

	private Names() {
	}

	static String canonical(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Say what was probably meant.
	 * @param name the unknown name
	 * @param known the known names
	 * @return the end of an error message
	 */
	static String suggestion(String name, Collection<String> known) {
		String nearest = known.stream()
			.min(Comparator.comparingInt((candidate) -> distance(name, candidate)))
			.orElse(null);
		return isNear(name, nearest) ? "; did you mean '" + nearest + "'?" : "; known: " + String.join(", ", known);
	}

	private static boolean isNear(String name, @Nullable String nearest) {
		if (nearest == null) {
			return false;
		}
		int distance = distance(name, nearest);
		return distance <= MAX_DISTANCE && distance < nearest.length() / 2 + 1;
	}

	private static int distance(String one, String other) {
		String left = canonical(one);
		String right = canonical(other);
		int[] row = new int[right.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int above = row[j];
				int replaced = diagonal + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
				diagonal = above;
			}
		}
		return row[right.length()];
	}

}
