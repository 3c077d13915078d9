package io.github.wechatpayspring.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the commands print.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Console {

	private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
			StandardCharsets.UTF_8);

	private Console() {
	}

	/**
	 * Print a line.
	 * @param line the line
	 */
	public static void print(String line) {
		OUT.println(line);
	}

}
