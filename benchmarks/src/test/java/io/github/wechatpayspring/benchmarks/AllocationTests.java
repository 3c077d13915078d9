package io.github.wechatpayspring.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.github.wechatpayspring.benchmarks.jmh.PlanCall;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a call allocates: bytes are the same in every run where times are not.
 * The bound is what was measured and a tenth. Lower it when calls allocate less; raise it
 * only for something that is worth more than the garbage.
 */
class AllocationTests {

	private static final long MAX_BYTES = 49_500;

	private static final int CALLS = 1_000;

	private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	@Test
	void callAllocatesNoMoreThanItDid() {
		PlanCall call = PlanCall.withFreeArithmetic();
		assertThat(allocatedBytes(call)).isPositive();
		assertThat(allocatedBytes(call)).isBetween(MAX_BYTES / 2, MAX_BYTES);
	}

	private long allocatedBytes(PlanCall call) {
		long before = this.threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < CALLS; i++) {
			call.make();
		}
		return (this.threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
	}

}
