package io.github.wechatpayspring.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.github.wechatpayspring.benchmarks.jmh.PlanCall;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a call allocates.
 */
class AllocationTests {

	@Test
	void callAllocatesNoMoreThanItDid() {
		PlanCall call = PlanCall.withFreeArithmetic();
		ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
		for (int i = 0; i < 5; i++) {
			long b = threads.getCurrentThreadAllocatedBytes();
			for (int j = 0; j < 5000; j++)
				call.make();
			Console.print("bytes " + (threads.getCurrentThreadAllocatedBytes() - b) / 5000);
		}
		assertThat(threads.isThreadAllocatedMemoryEnabled()).isTrue();
	}

}
