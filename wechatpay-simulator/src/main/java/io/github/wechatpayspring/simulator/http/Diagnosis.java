package io.github.wechatpayspring.simulator.http;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a signature was refused, as far as it can be found out.
 *
 * @param cause the stable name of the cause, upper case
 * @param summary the cause in one line, without anything out of the body
 * @param probableMessage the message that the signature seems to be for, or {@code null}
 * if that is not known; holds a body, so treat it like one
 * @param firstDifference where that message first differs from the expected one, or
 * {@code null} if it is not known
 * @param causes what usually leads to it, the most likely first
 * @author WeChat Pay Spring maintainers
 */
public record Diagnosis(String cause, LocalizedText summary, @Nullable String probableMessage,
		@Nullable Difference firstDifference, List<LocalizedText> causes) {

	private static final int MAX_LINE = 300;

	public Diagnosis {
		causes = List.copyOf(causes);
	}

	/**
	 * Write the cause for a header.
	 * @return one line of ASCII
	 */
	String line() {
		String line = this.cause + ": " + this.summary.english();
		return line.substring(0, Math.min(line.length(), MAX_LINE)).replaceAll("[^ -~]", "?");
	}

	int length() {
		return (this.probableMessage != null) ? this.probableMessage.length() : 0;
	}

	@Override
	public String toString() {
		return "Diagnosis[cause=" + this.cause + "]";
	}

	/**
	 * The first line of two messages that is not the same.
	 *
	 * @param line the number of the line, from 1
	 * @param name what stands in it: {@code method}, {@code url}, {@code timestamp},
	 * {@code nonce} or {@code body}
	 * @param expected an excerpt of the line that had to be signed
	 * @param probable an excerpt of the line that seems to be signed
	 */
	public record Difference(int line, String name, String expected, String probable) {

		@Override
		public String toString() {
			return "Difference[line=" + this.line + ", name=" + this.name + "]";
		}

	}

}
