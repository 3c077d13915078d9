// Merchants, and what their clients are configured with.

import { html } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { baseUrl } from '../api.js';
import { announce, state, update } from '../state.js';
import { code, value } from '../elements.js';
import { t } from '../i18n.js';
import { files, SNIPPETS } from '../snippets.js';

const KINDS = Object.keys(SNIPPETS);

function download({ name, text }) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([text], { type: 'application/x-pem-file' }));
	link.download = name;
	link.click();
	URL.revokeObjectURL(link.href);
	announce(t('credentials.downloaded', { name }));
}

function choose(kind) {
	update({ choice: { ...state.choice, snippet: kind } });
}

// Arrow keys move within the tabs, as screen readers expect of them.
function moved(event) {
	const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
	if (step) {
		const kind = KINDS.at((KINDS.indexOf(event.target.dataset.kind) + step) % KINDS.length);
		choose(kind);
		event.currentTarget.querySelector(`[data-kind="${kind}"]`).focus();
	}
}

function snippets(merchant) {
	const chosen = state.choice.snippet ?? KINDS[0];
	const id = `snippets-${merchant.mchid}`;
	return html`
		<div class="tabs" role="tablist" aria-label=${t('credentials.snippets')} @keydown=${moved}>
			${KINDS.map((kind) => html`
				<button type="button" role="tab" data-kind=${kind} id="${id}-${kind}" aria-selected=${kind === chosen}
					aria-controls="${id}-panel" tabindex=${(kind === chosen) ? 0 : -1} @click=${() => choose(kind)}>
					${t(`snippet.${kind}`)}</button>`)}
		</div>
		<div role="tabpanel" id="${id}-panel" aria-labelledby="${id}-${chosen}">
			<p>${t(`snippet.${chosen}.hint`)}</p>
			${code(SNIPPETS[chosen](merchant, baseUrl()), t(`snippet.${chosen}`), `${merchant.mchid}-${chosen}`)}
		</div>`;
}

const merchantView = (merchant) => html`
	<section class="card" aria-labelledby="merchant-${merchant.mchid}" data-merchant=${merchant.mchid}>
		<h3 id="merchant-${merchant.mchid}">${t('credentials.merchant', { id: merchant.mchid })}</h3>
		<dl class="values">
			${value('mchid', merchant.mchid, `${merchant.mchid}-mchid`)}
			${value(t('field.apiV3Key'), merchant.api_v3_key, `${merchant.mchid}-api-v3-key`)}
			${value(t('field.serial'), merchant.serial_no, `${merchant.mchid}-serial`)}
			${value(t('field.publicKeyId'), merchant.public_key_id, `${merchant.mchid}-public-key-id`)}
			${value('service_id', merchant.service_id, `${merchant.mchid}-service-id`)}
			${value('appid', merchant.appid, `${merchant.mchid}-appid`)}
			${merchant.sub_merchants.map((sub) => html`
				${value('sub_mchid', sub.sub_mchid, `${merchant.mchid}-${sub.sub_mchid}`)}
				${value('sub_appid', sub.sub_appid, `${merchant.mchid}-${sub.sub_mchid}-appid`)}`)}
		</dl>
		<h4>${t('credentials.snippets')}</h4>
		${snippets(merchant)}
		<h4>${t('credentials.files')}</h4>
		<ul class="files">${files(merchant).map((file) => html`
			<li><button type="button" data-file=${file.name} @click=${() => download(file)}
				aria-label=${t('credentials.download', { name: file.name })}><span aria-hidden="true">↓</span>
				${file.name}</button></li>`)}</ul>
	</section>`;

export const credentialsView = () => html`
	<section class="card" aria-labelledby="base-url">
		<h3 id="base-url">${t('credentials.baseUrl')}</h3>
		<dl class="values">${value(t('credentials.baseUrlFor'), baseUrl(), 'base-url')}</dl>
		<p>${t('credentials.baseUrlHint')}</p>
	</section>
	${repeat(state.merchants, (merchant) => merchant.mchid, merchantView)}`;
