package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.simulator.certificate.CertificateEndpoints;
import io.github.wechatpayspring.simulator.config.SeedFile;
import io.github.wechatpayspring.simulator.console.ConsoleRoutes;
import io.github.wechatpayspring.simulator.control.ControlApi;
import io.github.wechatpayspring.simulator.control.HealthControl;
import io.github.wechatpayspring.simulator.control.MerchantControl;
import io.github.wechatpayspring.simulator.control.OpenApiControl;
import io.github.wechatpayspring.simulator.doctor.Doctor;
import io.github.wechatpayspring.simulator.fault.Faults;
import io.github.wechatpayspring.simulator.http.ApiGateway;
import io.github.wechatpayspring.simulator.http.Authenticator;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.http.RequestLog;
import io.github.wechatpayspring.simulator.http.SimulatorServer;
import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.notification.Notifications;
import io.github.wechatpayspring.simulator.payscore.Payscore;
import io.github.wechatpayspring.simulator.payscore.SimulatedUser;
import io.github.wechatpayspring.simulator.state.FileStateStore;
import io.github.wechatpayspring.simulator.state.InMemoryStateStore;
import io.github.wechatpayspring.simulator.state.StateCollection;
import io.github.wechatpayspring.simulator.state.StateStore;
import io.github.wechatpayspring.simulator.time.OffsetCodec;
import io.github.wechatpayspring.simulator.time.SimulatorClock;
import org.jspecify.annotations.Nullable;

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

	private final StateStore state;

	private final SimulatorClock clock;

	private final SimulatorMerchants merchants;

	private final Faults faults;

	private final RequestLog log;

	private final Notifications notifications;

	private final Payscore payscore;

	private final ControlApi control;

	private final SimulatorServer server;

	private final @Nullable URI publicUrl;

	private WechatPaySimulator(Builder builder, StateStore state, Deferred<SimulatorServer> listening) {
		this.state = state;
		this.publicUrl = builder.publicUrl;
		this.clock = SimulatorClock.following(builder.clock);
		StateCollection<Duration> offset = state.collection("clock", new OffsetCodec());
		offset.load().forEach(this.clock::advance);
		this.merchants = new SimulatorMerchants(this.clock, state);
		this.faults = new Faults();
		this.log = new RequestLog();
		this.notifications = new Notifications(this.clock, builder.notificationTimeout, this.merchants, state);
		this.clock.onMove(() -> state.run(() -> offset.put(this.clock.offset())));
		this.clock.onMove(this.notifications::sendDue);
		this.payscore = new Payscore(this.clock, this.notifications, this.merchants, state);
		state.run(() -> begin(builder));
		Authenticator authenticator = new Authenticator(this.merchants, this.clock,
				Deferred.of(() -> new Doctor(this.merchants, this.log)));
		this.control = new ControlApi(this.merchants, this.payscore, this.notifications, this.faults, this.log,
				this.clock, authenticator, state);
		List<Endpoint> endpoints = new ArrayList<>();
		endpoints.addAll(new CertificateEndpoints().endpoints());
		endpoints.addAll(this.payscore.endpoints());
		ApiGateway gateway = new ApiGateway(this.merchants, authenticator, this.faults, this.log, this.clock);
		AtomicReference<RouterFunction<?>> described = new AtomicReference<>();
		RouterFunction<ServerResponse> operations = this.control.routes(builder.controlHosts,
				() -> List.of(new HealthControl().routes(), new MerchantControl(this.merchants).routes(),
						new OpenApiControl(endpoints, this::publicUrl, described::get).routes()));
		described.set(operations);
		HttpHandler handler = SimulatorServer
			.handler(new ConsoleRoutes().andOther(operations).andOther(gateway.routes(endpoints)));
		this.server = listening.get().serve(handler);
		// Not sooner, or it would take the processor from the start of the server.
		this.merchants.begin();
		if (state.isDurable()) {
			this.notifications.sendDue();
		}
	}

	private void begin(Builder builder) {
		builder.merchants.forEach(this.merchants::addUnlessKept);
		SeedFile seed = (builder.seedFile != null && this.state.isNew()) ? SeedFile.read(builder.seedFile) : null;
		if (seed != null) {
			seed.merchants().forEach(this.merchants::add);
		}
		if (this.merchants.all().isEmpty()) {
			this.merchants.add(SimulatorMerchant.withId("1900000109"));
		}
		if (seed != null) {
			this.payscore.seed(seed.plans());
		}
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
	 * @return the base URL, without a slash at its end; at {@code localhost} if it
	 * listens at every address
	 */
	public URI baseUrl() {
		return this.server.baseUrl();
	}

	/**
	 * Return where clients find this simulator.
	 * @return the URL that was given, else {@link #baseUrl()}
	 */
	public URI publicUrl() {
		return (this.publicUrl != null) ? this.publicUrl : baseUrl();
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
	 * Stop to listen, let the answers under way be written, close all connections and the
	 * state file. Closing again does nothing.
	 */
	@Override
	public void close() {
		this.control.close();
		this.server.close();
		this.notifications.close();
		this.state.close();
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

		private @Nullable Path stateFile;

		private @Nullable Path seedFile;

		private @Nullable URI publicUrl;

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
		 * Set a file that keeps everything but received requests, faults and used nonces.
		 * Without one everything ends with the simulator.
		 * @param stateFile the file, made if it is not there
		 * @return this builder
		 */
		public Builder stateFile(Path stateFile) {
			this.stateFile = stateFile;
			return this;
		}

		/**
		 * Set a file with merchants, plans, sign plans and orders to begin with, unless
		 * there is something in the state file.
		 * @param seedFile the file, YAML or JSON
		 * @return this builder
		 */
		public Builder seedFile(Path seedFile) {
			this.seedFile = seedFile;
			return this;
		}

		/**
		 * Set where clients find the simulator, if it is not where it listens: in a
		 * container, for example.
		 * @param publicUrl the base URL, without a slash at its end
		 * @return this builder
		 */
		public Builder publicUrl(URI publicUrl) {
			this.publicUrl = publicUrl;
			return controlHost(publicUrl.getHost());
		}

		/**
		 * Start the simulator.
		 * @return the simulator, listening
		 * @throws IllegalArgumentException if something is wrong with a merchant or the
		 * seed file
		 * @throws io.github.wechatpayspring.simulator.state.StateStoreException if the
		 * state file can't be read, or is in use
		 */
		public WechatPaySimulator start() {
			// To listen takes as long as all the rest, so both are done at the same time
			Deferred<SimulatorServer> listening = Deferred.of(() -> SimulatorServer.start(this.host, this.port))
				.begin();
			StateStore state = null;
			try {
				state = (this.stateFile != null) ? FileStateStore.open(this.stateFile) : new InMemoryStateStore();
				return new WechatPaySimulator(this, state, listening);
			}
			catch (RuntimeException ex) {
				if (state != null) {
					state.close();
				}
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
