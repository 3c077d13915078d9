package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.wechatpayspring.simulator.certificate.CertificateEndpoints;
import io.github.wechatpayspring.simulator.console.ConsoleRoutes;
import io.github.wechatpayspring.simulator.control.ControlApi;
import io.github.wechatpayspring.simulator.doctor.Doctor;
import io.github.wechatpayspring.simulator.fault.Faults;
import io.github.wechatpayspring.simulator.http.ApiGateway;
import io.github.wechatpayspring.simulator.http.Authenticator;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.http.LocalNames;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.http.RequestLog;
import io.github.wechatpayspring.simulator.http.SimulatorServer;
import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.notification.Notifications;
import io.github.wechatpayspring.simulator.payscore.Payscore;
import io.github.wechatpayspring.simulator.payscore.SimulatedUser;
import io.github.wechatpayspring.simulator.time.SimulatorClock;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * WeChat Pay APIv3 on your own machine: checks every request as strictly as WeChat Pay,
 * signs every answer, keeps what was created, and misbehaves when asked to. Every
 * simulator makes its own merchants, keys and certificates. Safe for use by several
 * threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class WechatPaySimulator implements AutoCloseable {

	private final SimulatorClock clock;

	private final SimulatorMerchants merchants;

	private final Faults faults;

	private final RequestLog log;

	private final Notifications notifications;

	private final Payscore payscore;

	private final ControlApi control;

	private final SimulatorServer server;

	private WechatPaySimulator(Builder builder, Deferred<SimulatorServer> listening) {
		this.clock = SimulatorClock.following(builder.clock);
		this.merchants = new SimulatorMerchants(this.clock);
		if (builder.merchants.isEmpty()) {
			this.merchants.add(SimulatorMerchant.withId("1900000109"));
		}
		builder.merchants.forEach(this.merchants::add);
		this.faults = new Faults();
		this.log = new RequestLog();
		this.notifications = new Notifications(this.clock, builder.notificationTimeout);
		this.clock.onMove(this.notifications::sendDue);
		this.payscore = new Payscore(this.clock, this.notifications);
		Authenticator authenticator = new Authenticator(this.merchants, this.clock,
				new Doctor(this.merchants, this.log));
		this.control = new ControlApi(this.merchants, this.payscore, this.notifications, this.faults, this.log,
				this.clock, authenticator);
		List<Endpoint> endpoints = new ArrayList<>();
		endpoints.addAll(new CertificateEndpoints().endpoints());
		endpoints.addAll(this.payscore.endpoints());
		ApiGateway gateway = new ApiGateway(this.merchants, authenticator, this.faults, this.log, this.clock);
		RouterFunction<ServerResponse> operations = this.control.routes(new LocalNames(builder.controlHosts));
		HttpHandler handler = SimulatorServer
			.handler(new ConsoleRoutes().andOther(operations).andOther(gateway.routes(endpoints)));
		this.server = listening.get().serve(handler);
		// Not sooner, or it would take the processor from the start of the server.
		this.merchants.begin();
	}

	/**
	 * Start a simulator with one merchant on a free port of the loopback interface.
	 * @return the simulator, listening
	 */
	public static WechatPaySimulator start() {
		return builder().start();
	}

	/**
	 * Begin to describe a simulator.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return where this simulator listens: what a client uses in place of
	 * {@code https://api.mch.weixin.qq.com}.
	 * @return the base URL, without a slash at its end
	 */
	public URI baseUrl() {
		return this.server.baseUrl();
	}

	/**
	 * Return the first merchant.
	 * @return the merchant
	 */
	public SimulatorMerchant merchant() {
		return this.merchants.all().get(0);
	}

	/**
	 * Find a merchant.
	 * @param id the merchant number
	 * @return the merchant, if there is one with that number
	 */
	public Optional<SimulatorMerchant> findMerchant(String id) {
		return Optional.ofNullable(this.merchants.find(id));
	}

	/**
	 * Return all merchants.
	 * @return the merchants in the order they were added
	 */
	public List<SimulatorMerchant> merchants() {
		return this.merchants.all();
	}

	/**
	 * Add a merchant.
	 * @param merchant describes the merchant
	 * @return the merchant
	 * @throws IllegalArgumentException if there is a merchant with that number
	 */
	public SimulatorMerchant addMerchant(SimulatorMerchant.Builder merchant) {
		SimulatorMerchant added = this.merchants.add(merchant);
		this.merchants.begin();
		return added;
	}

	/**
	 * Add a platform certificate to the first merchant; its older ones stay valid.
	 * @return the serial number of the new certificate
	 * @throws IllegalStateException if the merchant has a WeChat Pay public key only
	 * @see SimulatorMerchant#rotateCertificate()
	 */
	public String rotateCertificate() {
		return merchant().rotateCertificate();
	}

	/**
	 * Return what this simulator is asked to do wrong.
	 * @return the faults, to be added to
	 */
	public Faults faults() {
		return this.faults;
	}

	/**
	 * Return the requests received last. A request is there as soon as its client can see
	 * the answer.
	 * @return at most 1000 requests with at most 32 MiB of bodies, answers and messages,
	 * the oldest first
	 */
	public List<ReceivedRequest> requests() {
		return this.log.all();
	}

	/**
	 * Forget the requests received so far.
	 */
	public void clearRequests() {
		this.log.clear();
	}

	/**
	 * Return what there is of payscore, and what users do with it.
	 * @return plans, sign plans, service orders and deductions
	 */
	public Payscore payscore() {
		return this.payscore;
	}

	/**
	 * Return a user.
	 * @param openId the {@code openid} or {@code sub_openid}
	 * @return the user, to sign and to cancel
	 */
	public SimulatedUser user(String openId) {
		return this.payscore.user(openId);
	}

	/**
	 * Return the notifications sent to merchants.
	 * @return the notifications
	 */
	public Notifications notifications() {
		return this.notifications;
	}

	/**
	 * Forget everything but the merchants and their keys: plans, sign plans, orders,
	 * notifications, requests and faults. The clock is put right.
	 */
	public void reset() {
		this.control.reset();
	}

	/**
	 * Return the clock that everything is dated by.
	 * @return the clock, to be moved
	 */
	public SimulatorClock clock() {
		return this.clock;
	}

	/**
	 * Wait until this simulator is closed by another thread.
	 */
	public void await() {
		this.server.await();
	}

	/**
	 * Stop to listen and close all connections. Closing again does nothing.
	 */
	@Override
	public void close() {
		this.notifications.close();
		this.control.close();
		this.server.close();
	}

	@Override
	public String toString() {
		return "WechatPaySimulator[" + baseUrl() + "]";
	}

	/**
	 * Describes a simulator.
	 */
	public static final class Builder {

		private String host = "127.0.0.1";

		private int port;

		private Clock clock = Clock.systemUTC();

		private Duration notificationTimeout = Duration.ofSeconds(5);

		private final List<SimulatorMerchant.Builder> merchants = new ArrayList<>();

		private final List<String> controlHosts = new ArrayList<>();

		private Builder() {
		}

		/**
		 * Set the address to listen at, the loopback interface unless set.
		 * @param host the host name or address
		 * @return this builder
		 */
		public Builder host(String host) {
			this.host = host;
			return this;
		}

		/**
		 * Set the port to listen at, a free one unless set.
		 * @param port the port, or 0 for a free one
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Set the clock that {@link WechatPaySimulator#clock()} follows, the system's
		 * unless set.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set how long to wait for a merchant to answer a notification, 5 seconds unless
		 * set.
		 * @param notificationTimeout the time, in real time
		 * @return this builder
		 */
		public Builder notificationTimeout(Duration notificationTimeout) {
			this.notificationTimeout = notificationTimeout;
			return this;
		}

		/**
		 * Add a merchant. Without any, one is made up.
		 * @param merchant describes the merchant
		 * @return this builder
		 */
		public Builder merchant(SimulatorMerchant.Builder merchant) {
			this.merchants.add(merchant);
			return this;
		}

		/**
		 * Add a domain name by which the console and the control API may be called.
		 * Addresses, names without a dot, and names that end in {@code .localhost},
		 * {@code .local}, {@code .internal} or {@code .test} need not be added.
		 * @param host the name, without a port
		 * @return this builder
		 */
		public Builder controlHost(String host) {
			this.controlHosts.add(host);
			return this;
		}

		/**
		 * Start the simulator.
		 * @return the simulator, listening
		 */
		public WechatPaySimulator start() {
			// To listen takes as long as all the rest, so both are done at the same time
			Deferred<SimulatorServer> listening = Deferred.of(() -> SimulatorServer.start(this.host, this.port))
				.begin();
			try {
				return new WechatPaySimulator(this, listening);
			}
			catch (RuntimeException ex) {
				close(listening, ex);
				throw ex;
			}
		}

		private static void close(Deferred<SimulatorServer> listening, RuntimeException failure) {
			try {
				listening.get().close();
			}
			catch (RuntimeException ex) {
				if (ex != failure) {
					failure.addSuppressed(ex);
				}
			}
		}

	}

}
