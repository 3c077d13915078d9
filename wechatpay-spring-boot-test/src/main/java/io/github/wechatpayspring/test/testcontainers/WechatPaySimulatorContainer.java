package io.github.wechatpayspring.test.testcontainers;

import java.net.URI;
import java.time.Duration;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.autoconfigure.simulator.RunningSimulatorConnectionDetails;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import org.springframework.util.StringUtils;

/**
 * A container in which WeChat Pay is simulated. With {@code @ServiceConnection} the
 * application calls it. It reaches a server of the test at
 * {@code http://host.docker.internal} and its port, which is what to give as
 * {@code notify_url}.
 *
 * @author WeChat Pay Spring maintainers
 */
public class WechatPaySimulatorContainer extends GenericContainer<WechatPaySimulatorContainer> {

	/**
	 * The port that the simulator listens at inside the container.
	 */
	public static final int PORT = 8443;

	private static final DockerImageName IMAGE = DockerImageName.parse("wechatpay-spring/wechatpay-simulator");

	private static final String CONTROL_HOSTS = "WECHATPAY_SIMULATOR_CONTROL_HOSTS";

	private static final String HOST = "host.docker.internal";

	/**
	 * Create a container.
	 * @param imageName the name of the image, such as
	 * {@code wechatpay-spring/wechatpay-simulator:0.1.0}
	 */
	public WechatPaySimulatorContainer(String imageName) {
		this(DockerImageName.parse(imageName));
	}

	/**
	 * Create a container.
	 * @param imageName the name of the image; one with another name has to be declared a
	 * compatible substitute for {@code wechatpay-spring/wechatpay-simulator}
	 */
	public WechatPaySimulatorContainer(DockerImageName imageName) {
		super(imageName);
		imageName.assertCompatibleWith(IMAGE);
		withExposedPorts(PORT);
		withExtraHost(HOST, "host-gateway");
		waitingFor(Wait.forHttp("/_simulator/clock").forPort(PORT).withStartupTimeout(Duration.ofMinutes(1)));
	}

	// The control API refuses the domain name that a Docker host elsewhere may have,
	// unless it is told of it
	@Override
	protected void configure() {
		super.configure();
		String host = getHost();
		if (host.contains(".")) {
			String others = getEnvMap().get(CONTROL_HOSTS);
			withEnv(CONTROL_HOSTS, StringUtils.hasText(others) ? others + "," + host : host);
		}
	}

	/**
	 * Return where the simulator is found by this process.
	 * @return the base URL, without a slash at its end
	 */
	public URI getBaseUrl() {
		return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
	}

	/**
	 * Return where a server of this process is found by the simulator.
	 * @param port the port that the server listens at, on all interfaces
	 * @param path the path, beginning with a slash
	 * @return the {@code notify_url}
	 */
	public static URI notifyUrl(int port, String path) {
		return URI.create("http://" + HOST + ":" + port + path);
	}

	/**
	 * Read what is needed to call the simulator for its merchants.
	 * @return the connection details, with all keys
	 */
	public WechatPayConnectionDetails readConnectionDetails() {
		return RunningSimulatorConnectionDetails.read(getBaseUrl());
	}

}
