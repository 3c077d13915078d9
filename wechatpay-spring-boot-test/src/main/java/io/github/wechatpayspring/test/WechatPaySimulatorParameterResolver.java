package io.github.wechatpayspring.test;

import java.lang.reflect.Constructor;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * {@link ParameterResolver} for the simulator of {@link EnableWechatPaySimulator}. Leaves
 * constructors and annotated parameters to {@link SpringExtension}.
 *
 * @author WeChat Pay Spring maintainers
 */
class WechatPaySimulatorParameterResolver implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		return parameterContext.getParameter().getType() == WechatPaySimulator.class
				&& !(parameterContext.getDeclaringExecutable() instanceof Constructor)
				&& !parameterContext.isAnnotated(Autowired.class) && !parameterContext.isAnnotated(Qualifier.class);
	}

	@Override
	public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		return SpringExtension.getApplicationContext(extensionContext).getBean(WechatPaySimulator.class);
	}

}
