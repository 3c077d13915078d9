// The simulator's clock, and the way back to the beginning.

import { html } from '../lit-html/lit-html.js';
import * as api from '../api.js';
import { ask } from '../dialogs.js';
import { act } from '../elements.js';
import { t } from '../i18n.js';
import { loadAll, loadControls } from '../state.js';

const STEPS = ['PT1M', 'PT2H', 'P1D'];

const UNITS = { minutes: (count) => `PT${count}M`, hours: (count) => `PT${count}H`, days: (count) => `P${count}D` };

function advance(event, duration) {
	act(event, async () => {
		await api.advanceClock(duration);
		await loadControls();
	}, t('clock.advanced'));
}

function advanceBy(event) {
	event.preventDefault();
	const form = new FormData(event.currentTarget);
	advance(event, UNITS[form.get('unit')](form.get('count')));
}

async function putRight() {
	await api.resetClock();
	await loadControls();
}

async function forget(event) {
	const button = event.currentTarget;
	if (await ask({ title: t('reset.title'), text: t('reset.question'), yes: t('reset.yes') })) {
		await act({ currentTarget: button }, async () => {
			await api.reset();
			await loadAll();
		}, t('reset.done'));
	}
}

export const clockView = () => html`
	<section class="card" aria-labelledby="clock-title">
		<h3 id="clock-title">${t('clock.section')}</h3>
		<p class="big" data-clock></p>
		<p>${t('clock.hint')}</p>
		<div class="actions" role="group" aria-label=${t('clock.advance')}>
			${STEPS.map((step) => html`<button type="button" data-step=${step} @click=${(event) => advance(event, step)}>
				${t(`clock.${step}`)}</button>`)}
			<button type="button" data-act="right" @click=${(event) => act(event, putRight, t('clock.wasReset'))}>
				${t('clock.reset')}</button>
		</div>
		<form class="actions" @submit=${advanceBy} aria-label=${t('clock.custom')}>
			<label>${t('clock.count')} <input name="count" type="number" min="1" max="10000" value="5" required></label>
			<label>${t('clock.unit')} <select name="unit">${Object.keys(UNITS).map((unit) => html`
				<option value=${unit}>${t(`clock.unit.${unit}`)}</option>`)}</select></label>
			<button data-act="custom">${t('clock.go')}</button>
		</form>
	</section>
	<section class="card" aria-labelledby="reset-title">
		<h3 id="reset-title">${t('reset.title')}</h3>
		<p>${t('reset.hint')}</p>
		<div class="actions"><button type="button" class="danger" data-act="reset" @click=${forget}>${t('reset.button')}</button></div>
	</section>`;
