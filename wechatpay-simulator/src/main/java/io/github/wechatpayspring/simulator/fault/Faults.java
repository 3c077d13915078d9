package io.github.wechatpayspring.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.ApiExchange;
import io.github.wechatpayspring.simulator.http.ExchangeInterceptor;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import reactor.core.publisher.Mono;

/**
 * The misbehaviour asked for. Faults add up: those for all requests lie outermost, then
 * those for some, then the one waiting for the next request, then the ones the request
 * itself names in the header {@value #HEADER}, separated by commas. Safe for use by
 * several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Faults implements ExchangeInterceptor {

	/**
	 * Name of the request header that asks for faults.
	 */
	public static final String HEADER = "Wechatpay-Simulator-Fault";

	private static final Predicate<ReceivedRequest> ALWAYS = (request) -> true;

	private final List<Conditional> conditionals = new CopyOnWriteArrayList<>();

	private final Queue<Fault> next = new ConcurrentLinkedQueue<>();

	/**
	 * Misbehave once: at the next request, or the one after those already asked for.
	 * @param fault the fault
	 * @return this
	 */
	public Faults next(Fault fault) {
		this.next.add(fault);
		return this;
	}

	/**
	 * Misbehave at every request until {@link #clear()}.
	 * @param fault the fault
	 * @return this
	 */
	public Faults always(Fault fault) {
		this.conditionals.add(0, new Conditional(ALWAYS, fault));
		return this;
	}

	/**
	 * Misbehave at every request that matches until {@link #clear()}.
	 * @param condition which requests
	 * @param fault the fault
	 * @return this
	 */
	public Faults when(Predicate<ReceivedRequest> condition, Fault fault) {
		this.conditionals.add(new Conditional(condition, fault));
		return this;
	}

	/**
	 * Behave again.
	 */
	public void clear() {
		this.conditionals.clear();
		this.next.clear();
	}

	/**
	 * Return what happens at the next requests, one fault each.
	 * @return the names of the faults, {@code custom} for one that was not asked for by
	 * name
	 */
	public List<String> waiting() {
		return this.next.stream().map(NamedFault::nameOf).toList();
	}

	/**
	 * Return what happens at every request.
	 * @return the names of the faults, {@code custom} for one that was not asked for by
	 * name
	 */
	public List<String> lasting() {
		return names((conditional) -> conditional.condition() == ALWAYS);
	}

	/**
	 * Return what happens at some requests.
	 * @return the names of the faults, {@code custom} for one that was not asked for by
	 * name
	 */
	public List<String> conditional() {
		return names((conditional) -> conditional.condition() != ALWAYS);
	}

	private List<String> names(Predicate<Conditional> which) {
		return this.conditionals.stream().filter(which).map((each) -> NamedFault.nameOf(each.fault())).toList();
	}

	@Override
	public Mono<Answer> intercept(ApiExchange exchange, Mono<Answer> handling) {
		List<Fault> faults = faultsFor(exchange.request());
		Mono<Answer> result = handling;
		for (int i = faults.size() - 1; i >= 0; i--) {
			Fault fault = faults.get(i);
			Mono<Answer> inner = result;
			result = Mono.defer(() -> fault.apply(new FaultedExchange(exchange, inner)));
		}
		return result;
	}

	private List<Fault> faultsFor(ReceivedRequest request) {
		List<Fault> faults = new ArrayList<>();
		for (Conditional conditional : this.conditionals) {
			if (conditional.condition().test(request)) {
				faults.add(conditional.fault());
			}
		}
		Fault waiting = this.next.poll();
		if (waiting != null) {
			faults.add(waiting);
		}
		for (String named : request.headerValues(HEADER)) {
			faults.add(parse(named));
		}
		return faults;
	}

	private static Fault parse(String text) {
		try {
			return Fault.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw ApiErrorException.invalidHeader(HEADER, "Http头" + HEADER + "不正确", String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * A fault for the requests that match.
	 */
	private record Conditional(Predicate<ReceivedRequest> condition, Fault fault) {

	}

}
