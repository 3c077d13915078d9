package io.github.wechatpayspring.simulator.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalNames}.
 */
class LocalNamesTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, true", "::1, true", "172.17.0.1, true", "10.0.2.2, true", "192.168.65.1, true",
			"169.254.1.1, true", "fd12:3456::1, true", "fe80::1, true", "8.8.8.8, false", "172.32.0.1, false",
			"2001:db8::1, false" })
	void callersOfPrivateNetworksAreNear(String address, boolean near) throws UnknownHostException {
		assertThat(LocalNames.isNear(InetAddress.getByName(address))).isEqualTo(near);
	}

}
