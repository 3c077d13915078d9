// What goes wrong when asked to.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import * as api from '../api.js';
import { act, badge } from '../elements.js';
import { has, t } from '../i18n.js';
import { loadControls, state } from '../state.js';

const VALUES = {
	faults: { latency: '250', 'clock-skew': 'PT10M', 'missing-header': 'Wechatpay-Nonce', redirect: '/' },
	'notification-faults': { 'clock-skew': '-PT10M', delayed: 'PT1M', duplicates: '3' },
};

const nameOf = (fault) => fault.split('=')[0];

const times = (list, name) => list.filter((fault) => nameOf(fault) === name).length;

function switchOn(event, kind, when, name) {
	const input = event.currentTarget.closest('[data-fault]').querySelector('input');
	const fault = input ? `${name}=${input.value.trim()}` : name;
	act(event, async () => {
		await api.addFault(kind, when, fault);
		await loadControls();
	}, t(`faults.${when}.done`, { name: fault }));
}

// There is no taking back of one, so all are taken back and the others asked for again.
async function withdraw(kind, { next, always }, name) {
	await api.clearFaults(kind);
	for (const fault of always.filter((other) => nameOf(other) !== name).reverse()) {
		await api.addFault(kind, 'always', fault);
	}
	for (const fault of next.filter((other) => nameOf(other) !== name)) {
		await api.addFault(kind, 'next', fault);
	}
	await loadControls();
}

const switchOff = (event, kind, faults, name) => act(event, () => withdraw(kind, faults, name),
	t('faults.off.done', { name }));

async function clear(kind) {
	await api.clearFaults(kind);
	await loadControls();
}

function faultView(kind, faults, name) {
	const waiting = times(faults.next, name);
	const lasting = times(faults.always, name) > 0;
	const preset = VALUES[kind][name];
	const text = `${kind}.${name}`;
	return html`
		<li class="fault" data-home data-fault=${name} data-next=${waiting} data-always=${lasting}>
			<p class="fault-name" tabindex="-1"><code>${name}</code>
				${lasting ? badge('bad', t('faults.isAlways')) : nothing}
				${(waiting > 0) ? badge('warn', t('faults.isNext', { count: waiting })) : nothing}</p>
			<p class="quiet">${has(text) ? t(text) : nothing}</p>
			<div class="actions" role="group" aria-label=${name}>
				${(preset !== undefined) ? html`<label><span class="visually-hidden">${t('faults.value', { name })}</span>
					<input class="fault-value" value=${preset} autocomplete="off" spellcheck="false"></label>` : nothing}
				<button type="button" class="small" data-when="next" @click=${(event) => switchOn(event, kind, 'next', name)}
					aria-label=${t('faults.next.label', { name })}>${t('faults.next')}</button>
				<button type="button" class="small" data-when="always" @click=${(event) => switchOn(event, kind, 'always', name)}
					aria-label=${t('faults.always.label', { name })}>${t('faults.always')}</button>
				${(lasting || waiting > 0) ? html`
					<button type="button" class="small" data-when="off"
						@click=${(event) => switchOff(event, kind, faults, name)}
						aria-label=${t('faults.off.label', { name })}>${t('faults.off')}</button>` : nothing}
			</div>
		</li>`;
}

function faultSection(kind, faults) {
	const count = faults.next.length + faults.always.length + (faults.when?.length ?? 0);
	return html`
		<section aria-labelledby="${kind}-title" data-kind=${kind} data-home>
			<h3 id="${kind}-title" tabindex="-1">${t(`${kind}.section`)}
				${(count > 0) ? badge('warn', t('faults.count', { count })) : nothing}</h3>
			<p>${t(`${kind}.hint`)}</p>
			${(count > 0) ? html`<p><button type="button" data-act="clear"
				@click=${(event) => act(event, () => clear(kind), t('faults.cleared'))}>${t('faults.clear')}</button></p>`
				: nothing}
			<ul class="faults">${repeat(faults.names, (name) => name, (name) => faultView(kind, faults, name))}</ul>
		</section>`;
}

export const faultsView = () => html`
	${faultSection('faults', state.faults)}
	${faultSection('notification-faults', state.notificationFaults)}`;
