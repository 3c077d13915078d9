// The frame of the page, and which view is in it.

import { html, nothing, render } from './lit-html/lit-html.js';
import { live } from './lit-html/directives/live.js';
import { resetClock } from './api.js';
import { dialogView } from './dialogs.js';
import { act } from './elements.js';
import { listen, refreshAll } from './events.js';
import { chooseLanguage, currentLanguage, LANGUAGES, preferredLanguage, speak, t } from './i18n.js';
import { applyTheme, remember, remembered, theme, THEMES } from './preferences.js';
import { hush, loadControls, onUpdate, simulatedNow, state, update } from './state.js';
import { clockView } from './views/clock.js';
import { credentialsView } from './views/credentials.js';
import { doctorView } from './views/doctor.js';
import { faultsView } from './views/faults.js';
import { payscoreView } from './views/payscore.js';
import { trafficView } from './views/traffic.js';

const VIEWS = {
	credentials: credentialsView,
	payscore: payscoreView,
	traffic: trafficView,
	faults: faultsView,
	clock: clockView,
	doctor: doctorView,
};

const SKEW = 60_000;

function route() {
	const name = window.location.hash.replace(/^#\//, '');
	return (name in VIEWS) ? name : 'credentials';
}

function focusMain(event) {
	event?.preventDefault();
	document.querySelector('main h2').focus();
}

async function languageChosen(event) {
	await chooseLanguage(event.target.value);
	update();
}

function themeChosen(event) {
	applyTheme(event.target.value);
	remember('theme', event.target.value);
	update();
}

const connection = () => {
	const name = (state.connected === null) ? 'wait' : (state.connected ? 'on' : 'off');
	return html`<p class="connection ${name}" id="connection" data-connection=${name}>
		<span class="dot" aria-hidden="true"></span>${t(`connection.${name}`)}</p>`;
};

const clockLine = () => html`
	<p class="clock-line"><a href="#/clock"><span class="visually-hidden">${t('clock.section')}: </span><span data-clock></span></a>
		${(state.clock && Math.abs(simulatedNow() - Date.now()) > SKEW) ? html`
			<button type="button" class="small" @click=${(event) => act(event, putRight, t('clock.wasReset'))}>
				${t('clock.reset')}</button>` : nothing}</p>`;

async function putRight() {
	await resetClock();
	await loadControls();
}

const navigation = () => html`
	<nav aria-label=${t('nav.label')}>
		<ul>${Object.keys(VIEWS).map((name) => html`
			<li><a href="#/${name}" aria-current=${(state.view === name) ? 'page' : 'false'}>${t(`${name}.nav`)}</a></li>`)}
		</ul>
	</nav>`;

const page = () => html`
	<a class="skip" href="#main" @click=${focusMain}>${t('skip')}</a>
	<header>
		<h1><img src="/_simulator/console/icon.svg" alt="" width="28" height="28"> ${t('title')}</h1>
		<div class="tools">
			${connection()}
			${clockLine()}
			<label><span class="visually-hidden">${t('language')}</span>
				<select id="language" .value=${live(currentLanguage().code)} @change=${languageChosen}>
					${LANGUAGES.map(({ code, name, tag }) => html`<option value=${code} lang=${tag}
						?selected=${code === currentLanguage().code}>${name}</option>`)}
				</select></label>
			<label><span class="visually-hidden">${t('theme')}</span>
				<select id="theme" .value=${live(theme())} @change=${themeChosen}>
					${THEMES.map((name) => html`<option value=${name}
						?selected=${name === theme()}>${t(`theme.${name}`)}</option>`)}
				</select></label>
		</div>
	</header>
	<div class="frame">
		${navigation()}
		<main id="main" data-view=${state.view}>
			<h2 tabindex="-1">${t(`${state.view}.title`)}</h2>
			<p class="lead">${t(`${state.view}.lead`)}</p>
			${state.loaded ? VIEWS[state.view]() : html`<p aria-busy="true">${t('connection.wait')}</p>`}
		</main>
	</div>
	<div class="message ${state.message?.kind ?? ''}" role="status" aria-live="polite" aria-atomic="true"
		data-message=${state.message?.id ?? 0}>${state.message ? html`<p>${state.message.text}
			<button type="button" class="small" @click=${() => hush()}
				?hidden=${!state.message.text} aria-label=${t('message.close')}>✕</button></p>` : nothing}</div>
	${dialogView()}`;

function draw() {
	document.title = `${t(`${state.view}.title`)} · ${t('title')}`;
	render(page(), document.body);
	tick();
}

function tick() {
	const now = new Date(simulatedNow());
	const text = new Intl.DateTimeFormat(currentLanguage().tag,
		{ dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }).format(now);
	document.querySelectorAll('[data-clock]').forEach((element) => {
		element.textContent = state.clock ? text : '';
	});
}

window.addEventListener('hashchange', () => {
	hush();
	update({ view: route() });
	queueMicrotask(() => queueMicrotask(() => {
		focusMain();
		window.scrollTo(0, 0);
	}));
});

applyTheme(remembered('theme'));
await speak(preferredLanguage());
document.body.replaceChildren();
onUpdate(draw);
update({ view: route() });
setInterval(tick, 1000);
refreshAll();
listen();
