package io.github.wechatpayspring.benchmarks.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this process used so far.
 *
 * @param nanos the time
 * @param cpuNanos the CPU time
 * @param allocatedBytes what its threads allocated, without those that ended
 * @author WeChat Pay Spring maintainers
 */
record ProcessFigures(long nanos, long cpuNanos, long allocatedBytes) {

	static ProcessFigures now() {
		long cpu = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
		return new ProcessFigures(System.nanoTime(), cpu, allocated());
	}

	private static long allocated() {
		ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
		long sum = 0;
		for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
			sum += Math.max(0, bytes);
		}
		return sum;
	}

	static void resetPeakThreads() {
		ManagementFactory.getThreadMXBean().resetPeakThreadCount();
	}

	static int peakThreads() {
		return ManagementFactory.getThreadMXBean().getPeakThreadCount();
	}

	static long heapAfterGc() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Return the most memory that was ever resident.
	 * @return the number of bytes, or -1 if the system doesn't tell
	 */
	static long peakResidentBytes() {
		Path status = Path.of("/proc/self/status");
		if (!Files.isReadable(status)) {
			return -1;
		}
		try {
			return Files.readAllLines(status)
				.stream()
				.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
				.findFirst()
				.orElse(-1);
		}
		catch (IOException ex) {
			return -1;
		}
	}

}
