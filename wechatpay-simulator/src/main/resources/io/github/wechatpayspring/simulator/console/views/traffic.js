// Requests and notifications as they come and go.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { repeat } from '../lit-html/directives/repeat.js';
import * as api from '../api.js';
import { diagnosisView } from '../diagnosis.js';
import { act, badge, code, empty, limited, prettyBody, time } from '../elements.js';
import { t } from '../i18n.js';
import { loadNotifications, notificationKey, order, requestKey, state, update } from '../state.js';

const requestEntry = (request) => ({
	key: requestKey(request),
	kind: 'request',
	failed: request.status >= 400 || request.status === 0,
	text: [request.method, request.target, request.status, request.mchid, request.request_id, request.body,
		request.answer?.body].join(' '),
	request,
});

const notificationEntry = (notification) => ({
	key: notificationKey(notification),
	kind: 'notification',
	failed: !notification.received && notification.attempts.length > 0,
	text: [notification.id, notification.event_type, notification.url, notification.mchid,
		JSON.stringify(notification.resource)].join(' '),
	notification,
});

function entries() {
	const { kind, failed, text } = state.filter;
	const wanted = text.trim().toLowerCase();
	return [...state.requests.map(requestEntry), ...state.notifications.map(notificationEntry)]
		.filter((entry) => (kind === 'all' || entry.kind === kind) && (!failed || entry.failed)
			&& entry.text.toLowerCase().includes(wanted))
		.sort((a, b) => order(b.key) - order(a.key));
}

function status(code) {
	const kind = (code >= 200 && code < 300) ? 'good' : ((code >= 300 && code < 400) ? 'warn' : 'bad');
	return badge(kind, (code === 0) ? t('traffic.noAnswer') : String(code));
}

const headersTable = (headers, caption) => html`
	<details>
		<summary>${caption} (${Object.keys(headers).length})</summary>
		<table class="headers">
			<caption class="visually-hidden">${caption}</caption>
			<thead class="visually-hidden"><tr><th scope="col">${t('field.name')}</th><th scope="col">${t('field.value')}</th></tr></thead>
			<tbody>${Object.entries(headers).map(([name, values]) => html`
				<tr><th scope="row">${name}</th><td><code>${[values].flat().join(', ')}</code></td></tr>`)}</tbody>
		</table>
	</details>`;

const body = (text, name, key) => text
	? code(state.filter.raw ? text : prettyBody(text), name, key) : html`<p class="quiet">${name}: ${t('traffic.noBody')}</p>`;

const requestDetails = ({ key, request }) => html`
	<h3>${t('traffic.signature')}</h3>
	${request.verification ? diagnosisView(request.verification, key) : nothing}
	<h3>${t('traffic.request')}</h3>
	${headersTable(request.headers ?? {}, t('traffic.headers'))}
	${body(request.body, t('traffic.body'), `${key}-body`)}
	<h3>${t('traffic.answer')}</h3>
	${request.answer ? html`${headersTable(request.answer.headers, t('traffic.headers'))}
		${body(request.answer.body, t('traffic.body'), `${key}-answer`)}` : html`<p class="quiet">${t('traffic.noAnswer')}</p>`}`;

const attemptView = (attempt, index, key) => html`
	<section class="attempt" aria-label=${t('traffic.attempt', { number: index + 1 })}>
		<h3>${t('traffic.attempt', { number: index + 1 })} ${status(attempt.status)} <span class="quiet">${time(attempt.time)}</span></h3>
		${attempt.failure ? html`<p>${attempt.failure}</p>` : nothing}
		${headersTable(attempt.headers, t('traffic.headers'))}
		${body(attempt.body, t('traffic.body'), `${key}-${index}-body`)}
		${attempt.signed_message ? code(attempt.signed_message, t('diagnosis.message'), `${key}-${index}-message`) : nothing}
		${body(attempt.answer, t('traffic.answerBody'), `${key}-${index}-answer`)}
	</section>`;

function redeliver(event, notification) {
	act(event, async () => {
		await api.redeliver(notification.id);
		await loadNotifications();
	}, t('traffic.redelivered'));
}

const notificationDetails = ({ key, notification }) => html`
	<p><code>${notification.url}</code></p>
	<p>${notification.next_attempt ? html`${t('traffic.nextAttempt')} ${time(notification.next_attempt, true)}` : nothing}</p>
	<div class="actions"><button type="button" class="primary" data-act="redeliver"
		@click=${(event) => redeliver(event, notification)}>${t('traffic.redeliver')}</button></div>
	${code(state.filter.raw ? JSON.stringify(notification.resource) : JSON.stringify(notification.resource, null, 2),
		t('traffic.resource'), `${key}-resource`)}
	${notification.attempts.map((attempt, index) => attemptView(attempt, index, key)).reverse()}`;

const requestLine = ({ request }) => html`
	<span class="kind">→ ${t('traffic.kind.request')}</span>
	<strong>${request.method}</strong> <span class="target">${request.target}</span>
	${status(request.status)}
	${(request.verification && !request.verification.verified && request.status === 401)
		? badge('bad', t('traffic.notVerified')) : nothing}`;

const notificationLine = ({ notification }) => html`
	<span class="kind">← ${t('traffic.kind.notification')}</span>
	<span class="target">${notification.event_type}</span>
	${notification.received ? badge('good', t('traffic.received'))
		: ((notification.attempts.length > 0) ? badge('bad', t('traffic.notReceived')) : badge('wait', t('traffic.waiting')))}
	<span class="quiet">${t('traffic.attempts', { count: notification.attempts.length })}</span>`;

function toggled(event, key) {
	if (event.target !== event.currentTarget) {
		return;
	}
	event.target.open ? state.open.add(key) : state.open.delete(key);
	update();
}

const entryView = (entry) => html`
	<li data-entry=${entry.key} data-failed=${entry.failed}>
		<details class="entry ${entry.failed ? 'failed' : ''}" .open=${live(state.open.has(entry.key))}
			@toggle=${(event) => toggled(event, entry.key)}>
			<summary>
				<span class="when">${time(entry.request?.time ?? entry.notification.create_time)}</span>
				<span class="line">${(entry.kind === 'request') ? requestLine(entry) : notificationLine(entry)}</span>
			</summary>
			<div class="inside">${state.open.has(entry.key)
				? ((entry.kind === 'request') ? requestDetails(entry) : notificationDetails(entry)) : nothing}</div>
		</details>
	</li>`;

const filter = (change) => update({ filter: { ...state.filter, ...change } });

const filters = (count) => html`
	<form class="filters" role="search" aria-label=${t('traffic.filter')} @submit=${(event) => event.preventDefault()}>
		<label>${t('traffic.kind')}
			<select id="filter-kind" @change=${(event) => filter({ kind: event.target.value })}>
				${['all', 'request', 'notification'].map((kind) => html`
					<option value=${kind} ?selected=${kind === state.filter.kind}>${t(`traffic.kind.${kind}`)}</option>`)}
			</select></label>
		<label>${t('traffic.text')}
			<input id="filter-text" type="search" .value=${live(state.filter.text)} autocomplete="off" spellcheck="false"
				@input=${(event) => filter({ text: event.target.value })}></label>
		<label class="check"><input id="filter-failed" type="checkbox" .checked=${live(state.filter.failed)}
			@change=${(event) => filter({ failed: event.target.checked })}> ${t('traffic.failedOnly')}</label>
		<label class="check"><input id="raw" type="checkbox" .checked=${live(state.filter.raw)}
			@change=${(event) => filter({ raw: event.target.checked })}> ${t('traffic.raw')}</label>
		<p role="status" id="count">${t('traffic.count', { count })}</p>
	</form>`;

const example = () => `curl -i '${api.baseUrl()}/v3/certificates' -H 'Accept: application/json'`;

export function trafficView() {
	const list = entries();
	const none = (state.requests.length + state.notifications.length > 0)
		? empty(t('traffic.nothingFits'), t('traffic.nothingFits.hint'))
		: empty(t('traffic.empty'), t('traffic.empty.hint'), code(example(), 'curl', 'curl'));
	return html`
		${filters(list.length)}
		${(list.length > 0) ? limited('traffic', list, (some) => html`
			<ul class="entries">${repeat(some, (entry) => entry.key, entryView)}</ul>`) : none}`;
}
