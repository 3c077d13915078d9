// Asks before something is done that can't be undone.

import { html, nothing } from './lit-html/lit-html.js';
import { t } from './i18n.js';
import { state, update } from './state.js';

let answer = () => {};

export function ask(question) {
	return new Promise((resolve) => {
		answer = resolve;
		update({ dialog: question });
		// After the question is in the page.
		queueMicrotask(() => queueMicrotask(() => document.querySelector('#question').showModal()));
	});
}

function closed(event) {
	answer(event.target.returnValue === 'yes');
	event.target.returnValue = '';
}

export const dialogView = () => html`
	<dialog id="question" aria-labelledby="question-title" aria-describedby="question-text" @close=${closed}>
		${state.dialog ? html`
			<form method="dialog">
				<h2 id="question-title">${state.dialog.title}</h2>
				<p id="question-text">${state.dialog.text}</p>
				<div class="actions end">
					<button value="no" autofocus>${t('dialog.no')}</button>
					<button value="yes" class="danger">${state.dialog.yes}</button>
				</div>
			</form>` : nothing}
	</dialog>`;
