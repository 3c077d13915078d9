package io.github.wechatpayspring.test;

import io.github.wechatpayspring.test.embedded.EmbeddedSimulatorConfiguration;
import io.github.wechatpayspring.test.embedded.EmbeddedSimulatorSettings;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.Assert;

/**
 * {@link ContextCustomizer} that puts a simulator into an application context, in front
 * of what is configured otherwise. Equal settings share an application context.
 *
 * @param settings how the simulator is started
 * @author WeChat Pay Spring maintainers
 */
record WechatPaySimulatorContextCustomizer(EmbeddedSimulatorSettings settings) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		context.getBeanFactory().registerSingleton("wechatPaySimulatorSettings", this.settings);
		Assert.state(context.getBeanFactory() instanceof BeanDefinitionRegistry,
				"The application context takes no bean definitions");
		new AnnotatedBeanDefinitionReader((BeanDefinitionRegistry) context.getBeanFactory(), context.getEnvironment())
			.register(EmbeddedSimulatorConfiguration.class);
	}

}
