package io.github.wechatpayspring.test.autoconfigure;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.NativeDetector;
import org.springframework.util.ClassUtils;

/**
 * Tells an application that was packaged, to be run for real, from one that is run from
 * the classes a build tool or an IDE has compiled.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PackagedApplication {

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.Launcher";

	private static final List<String> PROJECT_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts", ".git",
			".idea", ".project");

	private PackagedApplication() {
	}

	/**
	 * Find a sign that the application was packaged.
	 * @param beanFactory the bean factory, with the classes of the application
	 * @return the sign, or {@code null} if there is none
	 */
	static @Nullable String find(ConfigurableListableBeanFactory beanFactory) {
		if (NativeDetector.inNativeImage()) {
			return "the application is a native image";
		}
		if (AotDetector.useGeneratedArtifacts() || Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return "the application is processed ahead of time";
		}
		if (ClassUtils.isPresent(LAUNCHER, beanFactory.getBeanClassLoader())) {
			return "the application was started by the launcher of a Spring Boot archive";
		}
		for (String name : beanFactory.getBeanNamesForAnnotation(EnableAutoConfiguration.class)) {
			Class<?> type = beanFactory.getType(name, false);
			String sign = (type != null) ? find(ClassUtils.getUserClass(type)) : null;
			if (sign != null) {
				return sign;
			}
		}
		return null;
	}

	/**
	 * Find a sign that a class was packaged: it comes from an archive, from one that was
	 * unpacked, or from a directory to which it was copied, as into an image.
	 * @param type the class
	 * @return the sign, or {@code null} if there is none or the origin of the class isn't
	 * known
	 */
	static @Nullable String find(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		URL location = (source != null) ? source.getLocation() : null;
		if (location == null) {
			return null;
		}
		String url = location.toString();
		if (!url.startsWith("file:") || url.contains("/WEB-INF/") || url.contains("/BOOT-INF/")) {
			return type.getName() + " comes from an archive";
		}
		Path path = path(location);
		if (path == null || Files.isRegularFile(path)) {
			return type.getName() + " comes from an archive";
		}
		return isInProject(path) ? null : type.getName() + " comes from a directory that is in no project";
	}

	private static @Nullable Path path(URL location) {
		try {
			return Path.of(location.toURI()).toAbsolutePath();
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean isInProject(Path classes) {
		for (Path directory = classes; directory != null; directory = directory.getParent()) {
			if (PROJECT_FILES.stream().map(directory::resolve).anyMatch(Files::exists)) {
				return true;
			}
		}
		return false;
	}

}
