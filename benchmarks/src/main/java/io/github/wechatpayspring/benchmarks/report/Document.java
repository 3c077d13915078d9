package io.github.wechatpayspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Markdown document with sections that are written by commands, each between two
 * comments.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Document {

	private final Path file;

	/**
	 * Create a document.
	 * @param file the file
	 */
	public Document(Path file) {
		this.file = file;
	}

	/**
	 * Replace a section.
	 * @param name the name in its comments
	 * @param content the content
	 * @throws IOException if the file can't be read or written
	 */
	public void replace(String name, String content) throws IOException {
		String start = "<!-- results:" + name + " -->";
		String end = "<!-- /results:" + name + " -->";
		String text = Files.readString(this.file);
		int from = text.indexOf(start);
		int to = text.indexOf(end);
		if (from == -1 || to < from) {
			throw new IllegalStateException("There is no section '%s' in %s".formatted(name, this.file.getFileName()));
		}
		Files.writeString(this.file,
				text.substring(0, from) + start + "\n\n" + content.strip() + "\n\n" + text.substring(to));
	}

	/**
	 * Write a plot beside the document.
	 * @param name the name of its file
	 * @param description what it shows
	 * @param svg the plot
	 * @return the image in Markdown
	 * @throws IOException if it can't be written
	 */
	public String image(String name, String description, String svg) throws IOException {
		Path directory = Files.createDirectories(this.file.resolveSibling("performance"));
		Files.writeString(directory.resolve(name), svg);
		return "![%s](performance/%s)\n".formatted(description, name);
	}

}
