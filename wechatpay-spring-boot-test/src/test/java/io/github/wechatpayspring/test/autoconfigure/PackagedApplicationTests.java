package io.github.wechatpayspring.test.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PackagedApplication}, with a class from many places.
 */
class PackagedApplicationTests {

	private static final String FILE = Main.class.getName().replace('.', '/') + ".class";

	@TempDir
	private Path directory;

	@Test
	void classOfBuildIsNot() {
		assertThat(PackagedApplication.find(Main.class)).isNull();
		assertThat(PackagedApplication.find(String.class)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.jar", "app 1+2.war" })
	void classOfArchiveIs(String name) throws Exception {
		Path archive = this.directory.resolve(name);
		try (OutputStream out = Files.newOutputStream(archive); ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry(FILE));
			zip.write(bytes());
		}
		Files.createFile(this.directory.resolve("pom.xml"));
		assertThat(find(archive.toUri().toURL())).contains("Main comes from an archive");
	}

	@ParameterizedTest
	@ValueSource(strings = { "app/WEB-INF/classes", "app/BOOT-INF/classes" })
	void classOfUnpackedArchiveIs(String name) throws Exception {
		Path classes = write(name);
		Files.createFile(this.directory.resolve("pom.xml"));
		assertThat(find(classes.toUri().toURL())).contains("comes from an archive");
	}

	@Test
	void classOfImageIs() throws Exception {
		assertThat(find(write("app/classes").toUri().toURL())).contains("in no project");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pom.xml", "build.gradle", "build.gradle.kts", ".idea" })
	void classOfProjectIsNot(String file) throws Exception {
		Path classes = write("module/out/my classes");
		Files.createFile(this.directory.resolve(file));
		assertThat(find(classes.toUri().toURL())).isNull();
	}

	private Path write(String name) throws IOException {
		Path classes = this.directory.resolve(name);
		Path file = classes.resolve(FILE);
		Files.createDirectories(file.getParent());
		Files.write(file, bytes());
		return classes;
	}

	private static byte[] bytes() throws IOException {
		try (InputStream in = Main.class.getResourceAsStream("/" + FILE)) {
			assertThat(in).isNotNull();
			return in.readAllBytes();
		}
	}

	private static String find(URL url) throws Exception {
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { url }, null)) {
			return PackagedApplication.find(classLoader.loadClass(Main.class.getName()));
		}
	}

	static class Main {

	}

}
