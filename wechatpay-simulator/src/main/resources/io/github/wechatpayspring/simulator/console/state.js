// What the page shows, and how it is brought up to date.

import * as api from './api.js';

const MAX_ENTRIES = 1000;
const MESSAGE_SHOWN = 6000;

export const state = {
	view: 'credentials',
	connected: null,
	loaded: false,
	message: null,
	dialog: null,
	copied: null,
	merchants: [],
	deductions: {},
	plans: [],
	signPlans: [],
	orders: [],
	requests: [],
	notifications: [],
	faults: { next: [], always: [], names: [] },
	notificationFaults: { next: [], always: [], names: [] },
	clock: null,
	open: new Set(),
	shown: {},
	choice: {},
	filter: { kind: 'all', failed: false, text: '', raw: false },
	doctor: { request: { method: 'POST', url: '', body: '', authorization: '' }, result: null },
};

const listeners = new Set();
const firstSeen = new Map();
let scheduled = false;

export function onUpdate(listener) {
	listeners.add(listener);
}

export function update(change = {}) {
	Object.assign(state, change);
	if (!scheduled) {
		scheduled = true;
		queueMicrotask(() => {
			scheduled = false;
			listeners.forEach((listener) => listener());
		});
	}
}

// What went wrong stays until it is closed or something else is done.
export function announce(text, kind = 'done') {
	const id = (state.message?.id ?? 0) + 1;
	update({ message: { text, kind, id } });
	if (kind === 'done') {
		setTimeout(() => hush(id), MESSAGE_SHOWN);
	}
}

export function hush(id = state.message?.id) {
	if (state.message?.id === id) {
		update({ message: state.message && { ...state.message, text: '' } });
	}
}

// The simulator's clock can run anywhere, so entries are ordered by when the page learned of them.
export const order = (key) => firstSeen.get(key) ?? 0;

function see(keys) {
	keys.filter((key) => !firstSeen.has(key)).forEach((key) => firstSeen.set(key, firstSeen.size + 1));
}

export const requestKey = (request) => `request-${request.id}`;
export const notificationKey = (notification) => `notification-${notification.id}`;

// Loads of the same things take turns: an answer that was asked for earlier must not undo a later one.
function turns() {
	let last = Promise.resolve();
	return (load) => {
		const turn = last.then(load);
		last = turn.catch(() => {});
		return turn;
	};
}

const payscoreTurns = turns();
const controlsTurns = turns();
const trafficTurns = turns();

export const loadPayscore = () => payscoreTurns(async () => {
	const [merchants, plans, signPlans, orders] = await Promise
		.all([api.merchants(), api.plans(), api.signPlans(), api.orders()]);
	const deductions = await Promise.all(merchants.map((merchant) => api.deductions(merchant.mchid)));
	update({
		merchants, plans, signPlans, orders,
		deductions: Object.fromEntries(merchants.map((merchant, index) => [merchant.mchid, deductions[index]])),
	});
});

export const loadControls = () => controlsTurns(async () => {
	const [faults, notificationFaults, clock] = await Promise
		.all([api.faults('faults'), api.faults('notification-faults'), api.clock()]);
	update({ faults, notificationFaults, clock: { now: Date.parse(clock.now), readAt: Date.now() } });
});

export const loadTraffic = () => trafficTurns(async () => {
	const [requests, notifications] = await Promise.all([api.requests(), api.notifications()]);
	const entries = [...requests.map((request) => ({ key: requestKey(request), time: request.time })),
		...notifications.map((notification) => ({ key: notificationKey(notification), time: notification.create_time }))];
	see(entries.sort((a, b) => Date.parse(a.time) - Date.parse(b.time)).map(({ key }) => key));
	update({ requests, notifications });
});

export const loadNotifications = () => trafficTurns(async () => {
	const notifications = await api.notifications();
	see(notifications.map(notificationKey));
	update({ notifications });
});

export const loadRequests = (ids) => trafficTurns(async () => {
	// One that is no longer there was forgotten in the meantime.
	const found = await Promise.all(ids.map((id) => api.request(id).catch(() => null)));
	const added = found.filter(Boolean);
	see(added.map(requestKey));
	const byId = new Map([...state.requests, ...added].map((request) => [request.id, request]));
	update({ requests: [...byId.values()].slice(-MAX_ENTRIES) });
});

export async function loadAll() {
	try {
		await Promise.all([loadPayscore(), loadControls(), loadTraffic()]);
	}
	finally {
		update({ loaded: true });
	}
}

export const simulatedNow = () => (state.clock ? state.clock.now + (Date.now() - state.clock.readAt) : Date.now());
