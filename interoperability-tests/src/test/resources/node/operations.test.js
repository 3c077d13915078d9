import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  amounts, control, merchant, newNumber, orderCreation, orderRequest, orders, owner, planRequest, plans, service,
  signPlanRequest, signPlans,
} from './setup.js';

const notifyUrl = 'http://127.0.0.1:9/notify';

let plan;
let signPlan;

async function createOrder(detail) {
  const number = newNumber();
  const { status, data } = await orderCreation.post(orderRequest(signPlan, detail, number, notifyUrl));
  assert.equal(status, 200);
  assert.equal(data.out_order_no, number);
  assert.equal(data.state_description, 'USER_CONFIRM');
  return number;
}

async function queryOrder(number) {
  const { data } = await orders.get({ params: { ...service, out_order_no: number } });
  const simulated = (await control('GET', 'orders')).orders.find((order) => order.out_order_no === number);
  for (const [name, value] of Object.entries(data)) {
    assert.deepEqual(value, simulated[name], name);
  }
  return data;
}

async function change(number, action, body) {
  const { status, data } = await orders._out_order_no_[action].post(body, { out_order_no: number });
  assert.equal(status, 204);
  assert.equal(data, '');
}

const failNextDeduction = () => control('POST', `merchants/${merchant.id}/deductions`, { mode: 'fail-next' });

test('a plan is created and queried', async () => {
  const number = newNumber();
  const { status, data } = await plans.post(planRequest(number));
  assert.equal(status, 200);
  assert.equal(data.plan_state, 'NORMAL');
  assert.equal(data.plan_name, '瑜伽课3节');
  const { data: found } = await plans['merchant-plan-no'][number].get({ params: owner });
  assert.deepEqual(found, data);
  plan = data;
});

test('a sign plan is created, signed by its user and queried', async () => {
  const number = newNumber();
  const { data } = await signPlans.post(signPlanRequest(plan, number, notifyUrl));
  assert.equal(data.sign_plan.sign_state, 'UNSIGNED');
  await control('POST', `sign-plans/${data.package}/sign`);
  const { data: signed } = await signPlans['merchant-sign-plan-no'].$merchant_sign_plan_no$
    .get({ params: owner, merchant_sign_plan_no: number });
  assert.equal(signed.sign_state, 'SIGNED');
  assert.equal(signed.sign_plan_id, data.sign_plan.sign_plan_id);
  signPlan = signed;
});

test('an order is completed, modified and paid', async () => {
  const number = await createOrder(1);
  await failNextDeduction();
  await change(number, 'complete', amounts(13000, 1000));
  assert.equal((await queryOrder(number)).collection.state, 'USER_PAYING');
  await change(number, 'modify', { ...amounts(13000, 2000), reason: '用户投诉' });
  assert.equal((await queryOrder(number)).total_amount, 11000);
  await change(number, 'pay', service);
  const paid = await queryOrder(number);
  assert.equal(paid.state, 'DONE');
  assert.equal(paid.collection.state, 'USER_PAID');
});

test('an order is cancelled', async () => {
  const number = await createOrder(2);
  await change(number, 'cancel', { ...service, reason: '用户请假' });
  assert.equal((await queryOrder(number)).state, 'REVOKED');
});

test('an order is completed and synced', async () => {
  const number = await createOrder(3);
  await failNextDeduction();
  await change(number, 'complete', amounts(13000, 0));
  await change(number, 'sync',
    { ...service, type: 'Order_Paid', detail: { paid_time: '20261122200000', paid_amount: 13000 } });
  assert.equal((await queryOrder(number)).state, 'DONE');
});

test('a sign plan is stopped', async () => {
  const number = newNumber();
  await signPlans.post(signPlanRequest(plan, number, notifyUrl));
  const { data } = await signPlans['merchant-sign-plan-no'][number].stop
    .post({ ...owner, stop_reason: '用户协商后停止' });
  assert.equal(data.sign_state, 'SIGN_PLAN_CANCEL');
  assert.equal(data.cancel_sign_type, 'MERCHANT');
});

test('a plan is stopped', async () => {
  const { data } = await plans['merchant-plan-no'][plan.merchant_plan_no].stop.post(owner);
  assert.equal(data.plan_state, 'STOP');
});

test('an error is read', async () => {
  await assert.rejects(orders._out_order_no_.pay.post(service, { out_order_no: newNumber() }), ({ response }) => {
    assert.equal(response.status, 404);
    assert.equal(response.data.code, 'ORDER_NOT_EXIST');
    assert.equal(response.data.message, '服务订单不存在');
    return true;
  });
});
