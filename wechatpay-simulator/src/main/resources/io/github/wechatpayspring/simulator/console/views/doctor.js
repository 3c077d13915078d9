// Looks at one signature without a request.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import * as api from '../api.js';
import { diagnosisView } from '../diagnosis.js';
import { act } from '../elements.js';
import { t } from '../i18n.js';
import { state, update } from '../state.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function set(name, text) {
	update({ doctor: { ...state.doctor, request: { ...state.doctor.request, [name]: text } } });
}

function diagnose(event) {
	event.preventDefault();
	const request = state.doctor.request;
	act(event, async () => {
		const result = await api.diagnose({ ...request, authorization: request.authorization.trim() });
		update({ doctor: { request, result } });
	}, t('doctor.done'));
}

const area = (name, rows, required) => html`
	<label for="doctor-${name}">${t(`doctor.${name}`)}</label>
	<textarea id="doctor-${name}" rows=${rows} spellcheck="false" autocomplete="off" ?required=${required}
		aria-describedby="doctor-${name}-hint" .value=${live(state.doctor.request[name])}
		@input=${(event) => set(name, event.target.value)}></textarea>
	<p class="quiet" id="doctor-${name}-hint">${t(`doctor.${name}.hint`)}</p>`;

export const doctorView = () => html`
	<form class="card stacked" @submit=${diagnose}>
		<label for="doctor-method">${t('doctor.method')}</label>
		<select id="doctor-method" @change=${(event) => set('method', event.target.value)}>
			${METHODS.map((method) => html`<option value=${method} ?selected=${method === state.doctor.request.method}>${method}</option>`)}
		</select>
		<label for="doctor-url">${t('doctor.url')}</label>
		<input id="doctor-url" required spellcheck="false" autocomplete="off" aria-describedby="doctor-url-hint"
			.value=${live(state.doctor.request.url)} @input=${(event) => set('url', event.target.value)}>
		<p class="quiet" id="doctor-url-hint">${t('doctor.url.hint')}</p>
		${area('body', 5, false)}
		${area('authorization', 4, true)}
		<div class="actions"><button class="primary" data-act="diagnose">${t('doctor.button')}</button></div>
	</form>
	${state.doctor.result ? html`
		<section class="card" aria-labelledby="doctor-result" data-verified=${state.doctor.result.verified}>
			<h3 id="doctor-result">${t('doctor.result')}</h3>
			${diagnosisView(state.doctor.result, 'doctor')}
		</section>` : nothing}`;
