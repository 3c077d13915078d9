// Small parts that the views are made of.

import { html, nothing } from './lit-html/lit-html.js';
import { currentLanguage, t } from './i18n.js';
import { announce, state, update } from './state.js';

const COPIED_FOR = 2000;

const SYMBOLS = { good: '✓', bad: '✕', warn: '!', wait: '…', off: '–', info: 'i' };

export const badge = (kind, text) => html`
	<span class="badge ${kind}"><span aria-hidden="true">${SYMBOLS[kind]}</span> ${text}</span>`;

async function write(text) {
	if (navigator.clipboard) {
		await navigator.clipboard.writeText(text);
		return;
	}
	// Browsers have no clipboard for pages by plain HTTP from other names than localhost.
	const area = document.createElement('textarea');
	area.value = text;
	area.className = 'visually-hidden';
	(document.querySelector('dialog[open]') ?? document.body).append(area);
	area.select();
	document.execCommand('copy');
	area.remove();
}

async function copy(text, key, name) {
	await write(text);
	update({ copied: key });
	announce(t('copy.done', { name }));
	setTimeout(() => update({ copied: (state.copied === key) ? null : state.copied }), COPIED_FOR);
}

export function copyButton(text, name, key = name) {
	async function clicked(event) {
		const button = event.currentTarget;
		await copy(text, key, name).catch((error) => announce(error.message, 'failed'));
		button.focus();
	}
	return html`
		<button type="button" class="small copy" data-copy=${key} @click=${clicked}
			aria-label=${t('copy.label', { name })}>${(state.copied === key) ? t('copy.copied') : t('copy')}</button>`;
}

export const value = (name, text, key) => text ? html`
	<div class="value"><dt>${name}</dt><dd><code>${text}</code>${copyButton(text, name, key)}</dd></div>` : nothing;

export const code = (text, name, key) => html`
	<figure class="code">
		<figcaption><span>${name}</span>${copyButton(text, name, key)}</figcaption>
		<pre tabindex="0" role="group" aria-label=${name}><code>${text}</code></pre>
	</figure>`;

export const empty = (title, hint, more = nothing) => html`
	<div class="empty"><p class="empty-title">${title}</p><p>${hint}</p>${more}</div>`;

export const money = (fen) => `¥${(fen / 100).toFixed(2)}`;

export function time(iso, withDate = false) {
	const date = new Date(iso);
	const style = withDate ? { dateStyle: 'medium', timeStyle: 'medium' } : { timeStyle: 'medium' };
	const text = new Intl.DateTimeFormat(currentLanguage().tag, { ...style, hourCycle: 'h23' }).format(date);
	return html`<time datetime=${iso} title=${iso}>${text}</time>`;
}

export function prettyBody(text) {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	}
	catch {
		return text;
	}
}

// Does what was clicked and says how it went. If that takes the clicked button away, its card gets the focus.
export async function act(event, operation, done) {
	const home = event.currentTarget.closest('[data-home]');
	try {
		await operation();
		announce(done);
	}
	catch (error) {
		announce(error.message, 'failed');
	}
	setTimeout(() => {
		if (document.activeElement === document.body) {
			home?.querySelector('[tabindex="-1"]')?.focus();
		}
	});
}

const STEP = 20;

export function limited(name, list, template) {
	const shown = state.shown[name] ?? STEP;
	const more = () => update({ shown: { ...state.shown, [name]: shown + STEP } });
	return html`${template(list.slice(0, shown))}
		${(list.length > shown) ? html`
			<p><button type="button" @click=${more}>${t('more', { count: list.length - shown })}</button></p>` : nothing}`;
}
