package io.github.wechatpayspring.docker.compose;

import java.net.URI;
import java.util.Map;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.autoconfigure.simulator.RunningSimulatorConnectionDetails;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/**
 * {@link DockerComposeConnectionDetailsFactory} for a simulator of WeChat Pay: a service
 * of the image {@code wechatpay-spring/wechatpay-simulator}, or with the label
 * {@code org.springframework.boot.service-connection} of that value.
 *
 * @author WeChat Pay Spring maintainers
 */
class WechatPaySimulatorDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<WechatPayConnectionDetails> {

	private static final String[] CONNECTION_NAMES = { "wechatpay-spring/wechatpay-simulator", "wechatpay-simulator" };

	private static final int PORT = 8443;

	WechatPaySimulatorDockerComposeConnectionDetailsFactory() {
		super(CONNECTION_NAMES);
	}

	@Override
	protected WechatPayConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new SimulatorDockerComposeConnectionDetails(source.getRunningService());
	}

	/**
	 * {@link WechatPayConnectionDetails} backed by a {@link RunningService}.
	 */
	private static final class SimulatorDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements WechatPayConnectionDetails {

		private final WechatPayConnectionDetails running;

		SimulatorDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.running = RunningSimulatorConnectionDetails
				.read(URI.create("http://%s:%d".formatted(service.host(), service.ports().get(PORT))));
		}

		@Override
		public URI getBaseUrl() {
			return this.running.getBaseUrl();
		}

		@Override
		public Map<String, MerchantDetails> getMerchants() {
			return this.running.getMerchants();
		}

	}

}
