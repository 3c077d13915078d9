// Shows what was signed, what had to be signed, and why that makes a difference.

import { html, nothing } from './lit-html/lit-html.js';
import { badge, code } from './elements.js';
import { localized, t } from './i18n.js';

const LONG = 160;

const PARTS = ['method', 'url', 'timestamp', 'nonce', 'body'];

// Five lines, of which the last can have line breaks of its own.
function parts(message) {
	const lines = message.replace(/\n$/, '').split('\n');
	return [...lines.slice(0, 4), lines.slice(4).join('\n')];
}

// Differences that can't be seen are the ones searched longest.
const visible = (text) => text.replaceAll('\r', '␍').replaceAll('\n', '↵\n').replaceAll('\uFEFF', 'U+FEFF');

// What is the same in long bodies would hide the difference.
const lastOf = (text) => (text.length > LONG) ? `… ${text.slice(-LONG)}` : text;

const firstOf = (text) => (text.length > LONG) ? `${text.slice(0, LONG)} …` : text;

// The part of two texts that is not the same.
function marked(text, other) {
	let start = 0;
	while (start < text.length && start < other.length && text[start] === other[start]) {
		start++;
	}
	let end = 0;
	while (end < text.length - start && end < other.length - start
			&& text[text.length - 1 - end] === other[other.length - 1 - end]) {
		end++;
	}
	const middle = text.slice(start, text.length - end);
	return html`${lastOf(text.slice(0, start))}${middle ? html`<mark>${visible(middle)}</mark>`
		: html`<mark class="gap">${t('diagnosis.missing')}</mark>`}${firstOf(text.slice(text.length - end))}`;
}

function row(name, expected, probable, isFirst) {
	const differs = probable !== undefined && expected !== probable;
	return html`
		<tr class=${differs ? 'differs' : ''} data-part=${name} data-first=${isFirst}>
			<th scope="row">${t(`part.${name}`)}${isFirst ? html`<br>${badge('bad', t('diagnosis.firstDifference'))}`
				: (differs ? html`<br>${badge('warn', t('diagnosis.differs'))}` : nothing)}</th>
			<td><code>${differs ? marked(expected, probable) : expected}</code></td>
			${(probable !== undefined) ? html`<td><code>${differs ? marked(probable, expected) : probable}</code></td>`
				: nothing}
		</tr>`;
}

function comparison(expectedMessage, diagnosis) {
	const expected = parts(expectedMessage);
	const probable = diagnosis.probable_message ? parts(diagnosis.probable_message) : null;
	const first = diagnosis.first_difference?.name;
	return html`
		<table class="comparison">
			<caption>${probable ? t('diagnosis.compared') : t('diagnosis.expectedOnly')}</caption>
			<thead><tr><th scope="col">${t('diagnosis.part')}</th><th scope="col">${t('diagnosis.expected')}</th>
				${probable ? html`<th scope="col">${t('diagnosis.probable')}</th>` : nothing}</tr></thead>
			<tbody>${PARTS.map((name, index) => row(name, expected[index] ?? '', probable?.[index], name === first))}</tbody>
		</table>`;
}

// A difference without a whole message: of another part of Authorization, or of bodies too large to keep.
const excerpt = (difference) => html`
	<dl class="values">
		<div class="value"><dt>${t('diagnosis.expected')}</dt><dd><code>${difference.expected}</code></dd></div>
		<div class="value"><dt>${t('diagnosis.probable')}</dt><dd><code>${difference.probable}</code></dd></div>
	</dl>`;

export function diagnosisView(verification, key) {
	if (verification.verified) {
		return html`<p>${badge('good', t('diagnosis.verified'))}</p>
			${verification.expected_message ? code(verification.expected_message, t('diagnosis.message'), `${key}-message`)
				: nothing}`;
	}
	const diagnosis = verification.diagnosis;
	if (!diagnosis) {
		return html`<p>${badge('off', t('diagnosis.notVerified'))}</p>`;
	}
	return html`
		<section class="diagnosis" data-cause=${diagnosis.cause} aria-label=${t('diagnosis.title')}>
			<p class="summary"><strong>${localized(diagnosis.summary)}</strong></p>
			<p>${badge('bad', diagnosis.cause)} <code>${diagnosis.field}</code></p>
			${verification.expected_message ? comparison(verification.expected_message, diagnosis)
				: (diagnosis.first_difference ? excerpt(diagnosis.first_difference) : nothing)}
			${(diagnosis.causes.length > 0) ? html`
				<p class="label">${t('diagnosis.causes')}</p>
				<ol>${diagnosis.causes.map((cause) => html`<li>${localized(cause)}</li>`)}</ol>` : nothing}
			${verification.expected_message
				? code(verification.expected_message, t('diagnosis.toSign'), `${key}-message`) : nothing}
		</section>`;
}
