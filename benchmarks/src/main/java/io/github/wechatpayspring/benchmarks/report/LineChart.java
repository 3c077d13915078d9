package io.github.wechatpayspring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plot of lines over a logarithmic axis, as SVG.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class LineChart {

	private static final int WIDTH = 860;

	private static final int HEIGHT = 420;

	private static final int LEFT = 80;

	private static final int RIGHT = 230;

	private static final int TOP = 50;

	private static final int BOTTOM = 60;

	private static final String[] COLOURS = { "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9",
			"#000000", "#999999" };

	private final String title;

	private final String xLabel;

	private final String yLabel;

	private final List<Line> lines = new ArrayList<>();

	/**
	 * Create a plot.
	 * @param title the title
	 * @param xLabel the label of the horizontal axis, which is logarithmic
	 * @param yLabel the label of the vertical axis, which begins at zero
	 */
	public LineChart(String title, String xLabel, String yLabel) {
		this.title = title;
		this.xLabel = xLabel;
		this.yLabel = yLabel;
	}

	/**
	 * Add a line.
	 * @param name its name
	 * @param points its points with their spread
	 */
	public void add(String name, Map<Integer, Spread> points) {
		this.lines.add(new Line(name, new TreeMap<>(points)));
	}

	/**
	 * Draw the plot.
	 * @return the SVG
	 */
	public String draw() {
		List<Integer> xs = this.lines.stream()
			.flatMap((line) -> line.points().keySet().stream())
			.distinct()
			.sorted()
			.toList();
		double highest = this.lines.stream()
			.flatMap((line) -> line.points().values().stream())
			.mapToDouble(Spread::max)
			.filter((value) -> !Double.isNaN(value))
			.max()
			.orElse(1);
		double step = step(highest);
		Scale scale = new Scale(Math.log(xs.isEmpty() ? 1 : xs.get(0)),
				Math.log(xs.isEmpty() ? 2 : xs.get(xs.size() - 1)), Math.ceil(highest / step) * step);
		StringBuilder svg = new StringBuilder("""
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				""".formatted(WIDTH, HEIGHT));
		text(svg, LEFT, 25, "start", this.title, " font-size=\"15\" font-weight=\"bold\"");
		axes(svg, xs, step, scale);
		for (int i = 0; i < this.lines.size(); i++) {
			draw(svg, this.lines.get(i), i, scale);
		}
		return svg.append("</svg>\n").toString();
	}

	private void axes(StringBuilder svg, List<Integer> xs, double step, Scale scale) {
		for (double y = 0; y <= scale.highest() * 1.001; y += step) {
			svg.append(format("<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/>%n", LEFT, scale.y(y), WIDTH - RIGHT));
			text(svg, LEFT - 8, scale.y(y) + 4, "end", format((step < 1) ? "%.1f" : "%,.0f", y), "");
		}
		for (int x : xs) {
			svg.append(format("<path d=\"M%.1f %dv5\" stroke=\"#333333\"/>%n", scale.x(x), HEIGHT - BOTTOM));
			text(svg, scale.x(x), HEIGHT - BOTTOM + 20, "middle", format("%,d", x), "");
		}
		svg.append(format("<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#333333\"/>%n", LEFT, TOP, HEIGHT - BOTTOM,
				WIDTH - RIGHT));
		text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 15, "middle", this.xLabel, "");
		double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
		text(svg, 18, middle, "middle", this.yLabel, format(" transform=\"rotate(-90 18 %.1f)\"", middle));
	}

	private void draw(StringBuilder svg, Line line, int index, Scale scale) {
		String colour = COLOURS[index % COLOURS.length];
		StringBuilder path = new StringBuilder();
		line.points().forEach((x, spread) -> {
			if (!Double.isNaN(spread.median())) {
				path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", scale.x(x), scale.y(spread.median())));
				svg.append(format("<path d=\"M%1$.1f %2$.1fV%3$.1f\" stroke=\"%4$s\"/>%n", scale.x(x),
						scale.y(spread.min()), scale.y(spread.max()), colour));
				svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", scale.x(x),
						scale.y(spread.median()), colour));
			}
		});
		String dashes = (index < 2) ? "" : " stroke-dasharray=\"" + (2 + 2 * index) + " 3\"";
		svg.append(format("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n", path, colour, dashes));
		int y = TOP + 10 + 22 * index;
		svg.append(format("<path d=\"M%d %dh24\" stroke=\"%s\" stroke-width=\"2\"%s/>%n", WIDTH - RIGHT + 15, y, colour,
				dashes));
		text(svg, WIDTH - RIGHT + 45, y + 4, "start", line.name(), "");
	}

	private static void text(StringBuilder svg, double x, double y, String anchor, String text, String more) {
		String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
		svg.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>%n", x, y, anchor, more, escaped));
	}

	private static double step(double highest) {
		double power = Math.pow(10, Math.floor(Math.log10(Math.max(highest, 1e-9))));
		double digits = highest / power;
		return power * ((digits > 5) ? 1 : (digits > 2) ? 0.5 : 0.2);
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	/**
	 * A line.
	 *
	 * @param name its name
	 * @param points its points
	 */
	private record Line(String name, Map<Integer, Spread> points) {

	}

	/**
	 * Where values are on the plot.
	 *
	 * @param first the logarithm of the first value of the horizontal axis
	 * @param last the logarithm of the last one
	 * @param highest the highest value of the vertical axis
	 */
	private record Scale(double first, double last, double highest) {

		double x(int value) {
			double range = (this.last > this.first) ? this.last - this.first : 1;
			return LEFT + 15 + (Math.log(value) - this.first) / range * (WIDTH - LEFT - RIGHT - 30);
		}

		double y(double value) {
			return HEIGHT - BOTTOM - value / this.highest * (HEIGHT - TOP - BOTTOM);
		}

	}

}
