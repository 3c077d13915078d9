package io.github.wechatpayspring.simulator.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object in a document, which knows where it stands and which of its fields were asked
 * for. Not safe for use by several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Section {

	private static final String FILE = "file:";

	private final ObjectNode json;

	private final String source;

	private final String path;

	private final @Nullable Path directory;

	private final Set<String> known = new LinkedHashSet<>();

	private final Set<String> accepted = new HashSet<>();

	/**
	 * Create a section.
	 * @param json the object
	 * @param source what the document is called
	 * @param path where the object stands in it, empty for the whole document
	 * @param directory where files named in it are, or {@code null} if it can't name
	 * files
	 */
	public Section(ObjectNode json, String source, String path, @Nullable Path directory) {
		this.json = json;
		this.source = source;
		this.path = path;
		this.directory = directory;
	}

	/**
	 * Return the object as it was read.
	 * @return the object
	 */
	public ObjectNode json() {
		return this.json;
	}

	/**
	 * Find a field.
	 * @param names its name, and other names for it
	 * @return the value, or {@code null} if it is not there
	 */
	public @Nullable JsonNode find(String... names) {
		this.known.add(names[0]);
		for (String name : names) {
			this.accepted.add(Names.canonical(name));
		}
		JsonNode found = null;
		for (Map.Entry<String, JsonNode> field : this.json.properties()) {
			for (String name : names) {
				if (Names.canonical(name).equals(Names.canonical(field.getKey()))) {
					if (found != null) {
						throw error(field.getKey(), "is there twice; leave one out");
					}
					found = field.getValue();
				}
			}
		}
		return (found == null || found.isNull()) ? null : found;
	}

	/**
	 * Find a text.
	 * @param names its name, and other names for it
	 * @return the text, or {@code null} if it is not there
	 */
	public @Nullable String text(String... names) {
		JsonNode value = find(names);
		if (value != null && !value.isString()) {
			throw error(names[0], value.isValueNode() ? "is no text; write it in quotes" : "is no text");
		}
		return (value != null) ? value.stringValue() : null;
	}

	/**
	 * Find a text that is written here, or in a file named here as {@code file:…}.
	 * @param names its name, and other names for it
	 * @return the text, or {@code null} if it is not there
	 */
	public @Nullable String textOrFile(String... names) {
		String value = text(names);
		if (value == null || !value.startsWith(FILE)) {
			return value;
		}
		if (this.directory == null) {
			throw error(names[0], "names a file; only documents on this machine can, give the text itself");
		}
		Path file = null;
		try {
			file = this.directory.resolve(value.substring(FILE.length()));
			return Files.readString(file);
		}
		catch (IOException | InvalidPathException ex) {
			throw error(names[0], "names the file " + ((file != null) ? file : "")
					+ ", which can't be read; check its name and that this user can read it");
		}
	}

	/**
	 * Find an object.
	 * @param names its name, and other names for it
	 * @return the section, or {@code null} if it is not there
	 */
	public @Nullable Section section(String... names) {
		JsonNode value = find(names);
		if (value == null) {
			return null;
		}
		if (!(value instanceof ObjectNode object)) {
			throw error(names[0], "is no object with fields");
		}
		return new Section(object, this.source, child(names[0]), this.directory);
	}

	/**
	 * Find a list of objects.
	 * @param names its name, and other names for it
	 * @return the sections, none if it is not there
	 */
	public List<Section> sections(String... names) {
		JsonNode value = find(names);
		if (value == null) {
			return List.of();
		}
		if (!value.isArray()) {
			throw error(names[0], "is no list");
		}
		List<Section> sections = new ArrayList<>();
		for (JsonNode element : value) {
			String place = child(names[0]) + "[" + sections.size() + "]";
			if (!(element instanceof ObjectNode object)) {
				throw new SettingException(where(place), "is no object with fields");
			}
			sections.add(new Section(object, this.source, place, this.directory));
		}
		return sections;
	}

	/**
	 * Refuse fields that nobody asked for.
	 */
	public void refuseUnknown() {
		for (String name : this.json.propertyNames()) {
			if (!this.accepted.contains(Names.canonical(name))) {
				throw error(name, "is not known here" + Names.suggestion(name, this.known));
			}
		}
	}

	/**
	 * Make the error for a field.
	 * @param name the name, or empty for this section
	 * @param problem what is wrong, and what to do
	 * @return the error
	 */
	public SettingException error(String name, String problem) {
		return new SettingException(where(name.isEmpty() ? this.path : child(name)), problem);
	}

	private String child(String name) {
		return this.path.isEmpty() ? name : this.path + "." + name;
	}

	private String where(String place) {
		return place.isEmpty() ? this.source : this.source + ", " + place;
	}

	@Override
	public String toString() {
		return "Section[" + where(this.path) + "]";
	}

}
