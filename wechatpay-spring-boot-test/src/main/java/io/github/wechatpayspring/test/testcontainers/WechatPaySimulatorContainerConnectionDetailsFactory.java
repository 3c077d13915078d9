package io.github.wechatpayspring.test.testcontainers;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.autoconfigure.simulator.RunningSimulatorConnectionDetails;
import org.testcontainers.containers.Container;

import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * {@link ContainerConnectionDetailsFactory} for a {@link WechatPaySimulatorContainer},
 * and for any other container of its image.
 *
 * @author WeChat Pay Spring maintainers
 */
class WechatPaySimulatorContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<Container<?>, WechatPayConnectionDetails> {

	WechatPaySimulatorContainerConnectionDetailsFactory() {
		super("wechatpay-spring/wechatpay-simulator");
	}

	// The class tells what it is, whatever the image is called
	@Override
	protected boolean sourceAccepts(ContainerConnectionSource<Container<?>> source, Class<?> requiredContainerType,
			Class<?> requiredConnectionDetailsType) {
		return source.accepts(ANY_CONNECTION_NAME, WechatPaySimulatorContainer.class, requiredConnectionDetailsType)
				|| super.sourceAccepts(source, requiredContainerType, requiredConnectionDetailsType);
	}

	@Override
	protected WechatPayConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
		return new SimulatorContainerConnectionDetails(source);
	}

	/**
	 * {@link WechatPayConnectionDetails} backed by a {@link ContainerConnectionSource}.
	 */
	private static final class SimulatorContainerConnectionDetails extends ContainerConnectionDetails<Container<?>>
			implements WechatPayConnectionDetails {

		private final AtomicReference<WechatPayConnectionDetails> running = new AtomicReference<>();

		SimulatorContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
			super(source);
		}

		@Override
		public URI getBaseUrl() {
			Container<?> container = getContainer();
			return URI.create("http://%s:%d".formatted(container.getHost(),
					container.getMappedPort(WechatPaySimulatorContainer.PORT)));
		}

		@Override
		public Map<String, MerchantDetails> getMerchants() {
			WechatPayConnectionDetails running = this.running.get();
			if (running == null) {
				running = RunningSimulatorConnectionDetails.read(getBaseUrl());
				this.running.set(running);
			}
			return running.getMerchants();
		}

	}

}
