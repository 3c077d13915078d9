// The control API of the simulator.

// Others wait for their turn behind a call that hangs.
const TIMEOUT = 10_000;

async function call(method, path, body) {
	const response = await fetch(`/_simulator/${path}`, {
		method,
		cache: 'no-store',
		signal: AbortSignal.timeout(TIMEOUT),
		headers: (body !== undefined) ? { 'Content-Type': 'application/json' } : {},
		body: (body !== undefined) ? JSON.stringify(body) : undefined,
	});
	const json = await response.json().catch(() => null);
	if (!response.ok) {
		throw new Error(json?.message ?? `HTTP ${response.status}`);
	}
	return json;
}

const segment = encodeURIComponent;

export const baseUrl = () => window.location.origin;

export const merchants = async () => (await call('GET', 'merchants')).merchants;
export const plans = async () => (await call('GET', 'plans')).plans;
export const signPlans = async () => (await call('GET', 'sign-plans')).sign_plans;
export const orders = async () => (await call('GET', 'orders')).orders;
export const requests = async () => (await call('GET', 'requests')).requests;
export const request = (id) => call('GET', `requests/${segment(id)}`);
export const notifications = async () => (await call('GET', 'notifications')).notifications;
export const deductions = (mchid) => call('GET', `merchants/${segment(mchid)}/deductions`);

export const actOnSignPlan = (id, act) => call('POST', `sign-plans/${segment(id)}/${act}`);
export const deduct = (id, outcome) => call('POST', `orders/${segment(id)}/deduct`, { outcome });
export const setDeductions = (mchid, mode) => call('POST', `merchants/${segment(mchid)}/deductions`, { mode });
export const redeliver = (id) => call('POST', `notifications/${segment(id)}/redeliver`);

// Kind is "faults" or "notification-faults".
export const faults = (kind) => call('GET', kind);
export const addFault = (kind, when, fault) => call('POST', kind, { [when]: fault });
export const clearFaults = (kind) => call('DELETE', kind);

export const clock = () => call('GET', 'clock');
export const advanceClock = (duration) => call('POST', 'clock', { advance: duration });
export const resetClock = () => call('DELETE', 'clock');
export const reset = () => call('POST', 'reset');

export const diagnose = (request) => call('POST', 'doctor', request);
