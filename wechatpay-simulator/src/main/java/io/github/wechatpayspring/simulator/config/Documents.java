package io.github.wechatpayspring.simulator.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads YAML, of which JSON is a part.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Documents {

	private static final YAMLMapper MAPPER = YAMLMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private Documents() {
	}

	static Section read(Path file, String setting) {
		Path path = file.toAbsolutePath().normalize();
		try {
			JsonNode json = parse(Files.readString(path), path.toString());
			if (json.isMissingNode() || json.isNull()) {
				json = JsonNodeFactory.instance.objectNode();
			}
			if (!(json instanceof ObjectNode object)) {
				throw new SettingException(path.toString(), "is no YAML document with fields");
			}
			return new Section(object, path.toString(), "", path.getParent());
		}
		catch (IOException ex) {
			throw new SettingException(setting,
					"the file " + path + " can't be read; check its name and that this user can read it");
		}
	}

	static JsonNode parse(String text, String source) {
		try {
			return MAPPER.readTree(text);
		}
		catch (JacksonException ex) {
			// Without the message, which can quote a key.
			throw new SettingException(
					source + ", line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr(),
					"is not valid YAML; check indents, quotes and repeated names");
		}
	}

}
