package io.github.wechatpayspring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table in Markdown.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Table {

	private final List<String> lines = new ArrayList<>();

	/**
	 * Create a table.
	 * @param headings the headings of its columns; all but the first are of numbers
	 */
	public Table(List<String> headings) {
		row(headings);
		this.lines.add("| --- |" + " ---: |".repeat(headings.size() - 1));
	}

	/**
	 * Add a row.
	 * @param cells the cells
	 */
	public void row(List<String> cells) {
		this.lines.add(cells.stream().collect(Collectors.joining(" | ", "| ", " |")));
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines) + "\n";
	}

}
