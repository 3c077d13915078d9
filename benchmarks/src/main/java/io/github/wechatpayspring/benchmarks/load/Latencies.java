package io.github.wechatpayspring.benchmarks.load;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Durations in buckets that are less than 2 % wide.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Latencies {

	private static final int SUB_BUCKET_BITS = 6;

	private static final int SUB_BUCKETS = 1 << SUB_BUCKET_BITS;

	private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - SUB_BUCKET_BITS) * SUB_BUCKETS);

	/**
	 * Count a duration.
	 * @param nanos the duration in nanoseconds
	 */
	public void record(long nanos) {
		this.counts.incrementAndGet(bucket(Math.max(0, nanos)));
	}

	private static int bucket(long nanos) {
		int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - SUB_BUCKET_BITS - 1);
		return (shift << SUB_BUCKET_BITS) + (int) (nanos >> shift);
	}

	private static long middle(int bucket) {
		int shift = Math.max(0, (bucket >> SUB_BUCKET_BITS) - 1);
		long start = (long) (bucket - (shift << SUB_BUCKET_BITS)) << shift;
		return start + ((1L << shift) >> 1);
	}

	/**
	 * Return how many durations were counted.
	 * @return the number
	 */
	public long count() {
		long count = 0;
		for (int i = 0; i < this.counts.length(); i++) {
			count += this.counts.get(i);
		}
		return count;
	}

	/**
	 * Return a percentile.
	 * @param percent the percentage, such as 99
	 * @return the duration in nanoseconds that so many durations don't exceed, or 0 if
	 * there are none
	 */
	public long percentile(double percent) {
		long rank = (long) Math.ceil(count() * percent / 100);
		long seen = 0;
		for (int i = 0; i < this.counts.length(); i++) {
			seen += this.counts.get(i);
			if (seen >= rank && seen > 0) {
				return middle(i);
			}
		}
		return 0;
	}

}
