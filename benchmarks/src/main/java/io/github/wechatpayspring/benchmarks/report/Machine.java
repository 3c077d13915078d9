package io.github.wechatpayspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/**
 * What it is measured on.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Describe the machine and the versions, without naming the machine.
	 * @return a sentence
	 */
	public static String describe() {
		return "Measured on %s: %d cores of %s, %s %s, %s %s, Spring Boot %s, Spring Framework %s.\n".formatted(
				LocalDate.now(Clock.system(ZoneOffset.UTC)), Runtime.getRuntime().availableProcessors(), processor(),
				System.getProperty("os.name"), System.getProperty("os.version").replaceAll("-.*", ""),
				System.getProperty("java.vm.name"), System.getProperty("java.version"), SpringBootVersion.getVersion(),
				SpringVersion.getVersion());
	}

	private static String processor() {
		Path file = Path.of("/proc/cpuinfo");
		if (Files.isReadable(file)) {
			try {
				return Files.readAllLines(file)
					.stream()
					.filter((line) -> line.startsWith("model name"))
					.map((line) -> line.substring(line.indexOf(':') + 1).trim())
					.findFirst()
					.orElse(System.getProperty("os.arch"));
			}
			catch (IOException ex) {
				return System.getProperty("os.arch");
			}
		}
		return System.getProperty("os.arch");
	}

}
