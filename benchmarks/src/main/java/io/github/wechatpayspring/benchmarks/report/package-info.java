/**
 * Figures, tables and plots.
 */
@NullMarked
package io.github.wechatpayspring.benchmarks.report;

import org.jspecify.annotations.NullMarked;
