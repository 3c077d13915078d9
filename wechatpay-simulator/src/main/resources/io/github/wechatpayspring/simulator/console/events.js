// Keeps the page up to date by the simulator's event stream.

import { announce, loadAll, loadControls, loadNotifications, loadPayscore, loadRequests, loadTraffic, state, update }
	from './state.js';

const PAUSE = 150;
const RETRY = 3000;
const MANY = 20;

// Runs at once, but not again before it is done and a moment has passed, however often it is asked for.
function coalesced(operation) {
	let running = false;
	let again = false;
	return async () => {
		again = true;
		if (running) {
			return;
		}
		running = true;
		while (again) {
			again = false;
			try {
				await operation();
			}
			catch (error) {
				if (state.connected) {
					announce(error.message, 'failed');
				}
			}
			await new Promise((resolve) => setTimeout(resolve, PAUSE));
		}
		running = false;
	};
}

const waiting = new Set();

const refreshRequests = coalesced(async () => {
	const ids = [...waiting];
	waiting.clear();
	await ((ids.length > MANY) ? loadTraffic() : loadRequests(ids));
});

const refreshNotifications = coalesced(loadNotifications);

const refreshPayscore = coalesced(loadPayscore);

const refreshState = coalesced(async () => {
	await Promise.all([loadPayscore(), loadControls()]);
	// Nothing says that requests were forgotten, but a reset leaves nothing else either.
	if (state.requests.length > 0 && state.plans.length + state.signPlans.length + state.orders.length === 0) {
		await loadTraffic();
	}
});

export const refreshAll = coalesced(loadAll);

export function listen() {
	const source = new EventSource('/_simulator/events');
	source.addEventListener('open', () => {
		update({ connected: true });
		refreshAll();
	});
	source.addEventListener('request', (event) => {
		waiting.add(JSON.parse(event.data).id);
		refreshRequests();
		refreshPayscore();
	});
	source.addEventListener('notification', refreshNotifications);
	source.addEventListener('state', refreshState);
	source.addEventListener('missed', refreshAll);
	source.addEventListener('error', () => {
		update({ connected: false });
		if (source.readyState === EventSource.CLOSED) {
			source.close();
			setTimeout(listen, RETRY);
		}
	});
}
