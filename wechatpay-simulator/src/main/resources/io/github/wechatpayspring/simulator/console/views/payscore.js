// Plans, sign plans and service orders, and what users and WeChat Pay do with them.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import * as api from '../api.js';
import { act, badge, empty, limited, money, value } from '../elements.js';
import { t } from '../i18n.js';
import { loadPayscore, state } from '../state.js';

const PLAN_KINDS = { NORMAL: 'good', STOP: 'off' };

const SIGN_KINDS = { UNSIGNED: 'wait', SIGNED: 'good', COMPLETE: 'good', SIGN_PLAN_CANCEL: 'off', EXPIRE: 'off' };

const DETAIL_KINDS = { NOT_USED: 'wait', USING: 'info', USED: 'good', SIGN_PLAN_DETAIL_CANCEL: 'off' };

const ORDER_KINDS = { USER_CONFIRM: 'info', MCH_COMPLETE: 'wait', DONE: 'good', REVOKED: 'off' };

const newestFirst = (list) => [...list].reverse();

const planDetails = (plan) => html`
	<details>
		<summary>${t('payscore.details', { count: plan.plan_detail_list.length })}</summary>
		<table>
			<caption class="visually-hidden">${t('payscore.detailsOf', { name: plan.plan_name })}</caption>
			<thead><tr><th scope="col">${t('field.number')}</th><th scope="col">${t('field.name')}</th>
				<th scope="col" class="amount">${t('field.originalPrice')}</th>
				<th scope="col" class="amount">${t('field.actualPrice')}</th></tr></thead>
			<tbody>${plan.plan_detail_list.map((detail) => html`
				<tr><td>${detail.plan_detail_no}</td><td>${detail.plan_detail_name}</td>
					<td class="amount">${money(detail.original_price)}</td>
					<td class="amount">${money(detail.actual_price)}</td></tr>`)}</tbody>
		</table>
	</details>`;

const planCard = (plan) => html`
	<li class="card" data-plan=${plan.plan_id}>
		<h4>${plan.plan_name} ${badge(PLAN_KINDS[plan.plan_state], t(`plan.${plan.plan_state}`))}</h4>
		<p>${t('payscore.planLine', { duration: plan.plan_duration, quantity: plan.deduction_quantity,
			amount: money(plan.total_actual_price) })}</p>
		<dl class="values">
			${value('plan_id', plan.plan_id, plan.plan_id)}
			${value('merchant_plan_no', plan.merchant_plan_no, `${plan.plan_id}-no`)}
		</dl>
		${planDetails(plan)}
		<p class="next"><strong>${t('payscore.next')}</strong> ${t(`plan.${plan.plan_state}.next`)}</p>
	</li>`;

function signPlanAct(event, signPlan, name) {
	act(event, async () => {
		await api.actOnSignPlan(signPlan.sign_plan_id, name);
		await loadPayscore();
	}, t(`payscore.${name}.done`));
}

const signPlanButton = (signPlan, name, kind = '') => html`
	<button type="button" class=${kind} data-act=${name} @click=${(event) => signPlanAct(event, signPlan, name)}>
		${t(`payscore.${name}`)}</button>`;

const signPlanDetails = (signPlan) => html`
	<table>
		<caption class="visually-hidden">${t('payscore.detailsOf', { name: signPlan.plan_name })}</caption>
		<thead><tr><th scope="col">${t('field.number')}</th><th scope="col">${t('field.name')}</th>
			<th scope="col" class="amount">${t('field.price')}</th><th scope="col">${t('field.state')}</th></tr></thead>
		<tbody>${signPlan.signed_detail_list.map((detail) => html`
			<tr><td>${detail.plan_detail_no}</td><td>${detail.plan_detail_name}</td>
				<td class="amount">${money(detail.actual_price)}</td>
				<td>${badge(DETAIL_KINDS[detail.plan_detail_state], t(`detail.${detail.plan_detail_state}`))}</td></tr>`)}
		</tbody>
	</table>`;

const signPlanCard = (signPlan) => html`
	<li class="card" data-home data-sign-plan=${signPlan.sign_plan_id} data-state=${signPlan.sign_state}>
		<h4 tabindex="-1">${signPlan.plan_name}
			${badge(SIGN_KINDS[signPlan.sign_state], t(`sign.${signPlan.sign_state}`))}</h4>
		<dl class="values">
			${value('sign_plan_id', signPlan.sign_plan_id, signPlan.sign_plan_id)}
			${value('merchant_sign_plan_no', signPlan.merchant_sign_plan_no, `${signPlan.sign_plan_id}-no`)}
			${value('openid', signPlan.openid ?? signPlan.sub_openid, `${signPlan.sign_plan_id}-openid`)}
			${(signPlan.sign_state === 'UNSIGNED') ? value('package', signPlan.package, `${signPlan.sign_plan_id}-package`)
				: nothing}
		</dl>
		${signPlanDetails(signPlan)}
		<p class="next"><strong>${t('payscore.next')}</strong> ${t(`sign.${signPlan.sign_state}.next`)}</p>
		<div class="actions" role="group" aria-label=${t('payscore.actsOfUser')}>
			${(signPlan.sign_state === 'UNSIGNED') ? signPlanButton(signPlan, 'sign', 'primary') : nothing}
			${(signPlan.sign_state === 'SIGNED') ? html`${signPlanButton(signPlan, 'cancel')}
				${signPlanButton(signPlan, 'revoke')}` : nothing}
		</div>
	</li>`;

const stateOf = (order) => order.state_description ?? order.state;

function deduct(event, order, outcome, name) {
	act(event, async () => {
		await api.deduct(order.order_id, outcome);
		await loadPayscore();
	}, t(`payscore.${name}.done`));
}

const deductButton = (order, outcome, name, kind = '') => html`
	<button type="button" class=${kind} data-act=${name} @click=${(event) => deduct(event, order, outcome, name)}>
		${t(`payscore.${name}`)}</button>`;

const orderCard = (order) => html`
	<li class="card" data-home data-order=${order.order_id} data-state=${stateOf(order)}>
		<h4 tabindex="-1">${order.service_introduction}
			${badge(ORDER_KINDS[stateOf(order)], t(`order.${stateOf(order)}`))}</h4>
		<p>${(order.total_amount !== undefined) ? t('payscore.orderLine', { amount: money(order.total_amount),
			paid: money(order.collection?.paid_amount ?? 0), attempts: order.deduction_attempts })
			: t('payscore.orderOpen')}</p>
		<dl class="values">
			${value('order_id', order.order_id, order.order_id)}
			${value('out_order_no', order.out_order_no, `${order.order_id}-no`)}
		</dl>
		<p class="next"><strong>${t('payscore.next')}</strong> ${t(`order.${stateOf(order)}.next`)}</p>
		<div class="actions" role="group" aria-label=${t('payscore.actsOfWechatPay')}>
			${(stateOf(order) === 'MCH_COMPLETE') ? html`${deductButton(order, 'succeed', 'deduct', 'primary')}
				${deductButton(order, 'fail', 'failDeduction')}` : nothing}
		</div>
	</li>`;

function setMode(event, merchant, mode) {
	act(event, async () => {
		await api.setDeductions(merchant.mchid, mode);
		await loadPayscore();
	}, t(`deductions.${mode}.done`));
}

function deductionsOf(merchant) {
	const { failing, failing_next: failingNext } = state.deductions[merchant.mchid] ?? {};
	const current = failing ? 'fail' : ((failingNext > 0) ? 'fail-next' : 'succeed');
	const shown = { succeed: badge('good', t('deductions.succeeding')), fail: badge('bad', t('deductions.failing')),
		'fail-next': badge('warn', t('deductions.failingNext', { count: failingNext })) };
	return html`
		<div class="deductions" data-deductions=${current}>
			<p>${t('credentials.merchant', { id: merchant.mchid })} ${shown[current]}</p>
			<div class="actions" role="group" aria-label=${t('deductions.label', { id: merchant.mchid })}>
				${['succeed', 'fail-next', 'fail'].map((mode) => html`
					<button type="button" data-mode=${mode} @click=${(event) => setMode(event, merchant, mode)}>
						${t(`deductions.${mode}`)}</button>`)}
			</div>
		</div>`;
}

const cards = (name, list, key, card, none) => (list.length > 0)
	? limited(name, newestFirst(list), (some) => html`<ul class="cards">${repeat(some, key, card)}</ul>`) : none;

export const payscoreView = () => html`
	<section aria-labelledby="deductions">
		<h3 id="deductions">${t('deductions.title')}</h3>
		<div class="card">${state.merchants.map(deductionsOf)}</div>
	</section>
	<section aria-labelledby="sign-plans">
		<h3 id="sign-plans">${t('payscore.signPlans')} <span class="count">${state.signPlans.length}</span></h3>
		${cards('signPlans', state.signPlans, (signPlan) => signPlan.sign_plan_id, signPlanCard,
			empty(t('payscore.noSignPlans'), t('payscore.noSignPlans.hint')))}
	</section>
	<section aria-labelledby="orders">
		<h3 id="orders">${t('payscore.orders')} <span class="count">${state.orders.length}</span></h3>
		${cards('orders', state.orders, (order) => order.order_id, orderCard,
			empty(t('payscore.noOrders'), t('payscore.noOrders.hint')))}
	</section>
	<section aria-labelledby="plans">
		<h3 id="plans">${t('payscore.plans')} <span class="count">${state.plans.length}</span></h3>
		${cards('plans', state.plans, (plan) => plan.plan_id, planCard,
			empty(t('payscore.noPlans'), t('payscore.noPlans.hint'), html`
				<p><a class="button" href="#/credentials">${t('payscore.noPlans.link')}</a></p>`))}
	</section>`;
