package io.github.wechatpayspring.test.autoconfigure;

import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;

/**
 * The class loader of an application that the launcher of an archive has started: it
 * knows the launcher.
 */
final class LauncherClassLoader extends ClassLoader {

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.Launcher";

	private LauncherClassLoader(ClassLoader parent) {
		super(parent);
	}

	static ClassLoader create() {
		return new LauncherClassLoader(LauncherClassLoader.class.getClassLoader());
	}

	@Override
	protected Class<?> findClass(String name) throws ClassNotFoundException {
		if (!LAUNCHER.equals(name)) {
			throw new ClassNotFoundException(name);
		}
		ClassWriter launcher = new ClassWriter(0);
		launcher.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
		byte[] bytes = launcher.toByteArray();
		return defineClass(name, bytes, 0, bytes.length);
	}

}
