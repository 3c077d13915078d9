package io.github.wechatpayspring.test.embedded;

import java.util.List;

/**
 * How the simulator of an application is started.
 *
 * @param port the port it listens at, or 0 for a free one
 * @param localNotifications whether the application in this process gets all
 * notifications
 * @param merchants the merchants, or none for those that the properties of the
 * application have
 * @author WeChat Pay Spring maintainers
 */
public record EmbeddedSimulatorSettings(int port, boolean localNotifications, List<EmbeddedMerchant> merchants) {

}
