import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import {
  Aes, amounts, certs, control, Formatter, merchant, newNumber, orderCreation, orderRequest, orders, planRequest, plans,
  Rsa, signPlanRequest, signPlans,
} from './setup.js';

let heard;

function open(headers, body) {
  const key = certs[headers['wechatpay-serial']];
  assert.ok(key, 'The serial is known');
  const message = Formatter.response(headers['wechatpay-timestamp'], headers['wechatpay-nonce'], body);
  assert.ok(Rsa.verify(message, headers['wechatpay-signature'], Rsa.from(key, 'public')), 'The signature is right');
  const notification = JSON.parse(body);
  const { ciphertext, nonce, associated_data: aad } = notification.resource;
  const resource = JSON.parse(Aes.AesGcm.decrypt(ciphertext, merchant.apiV3Key, nonce, aad));
  return { id: notification.id, type: notification.event_type, resource };
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  try {
    heard({ opened: open(request.headers, Buffer.concat(chunks).toString('utf8')) });
    response.writeHead(204).end();
  } catch (failure) {
    response.writeHead(401, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ code: 'FAIL', message: 'not verified' }));
    heard({ failure });
  }
});

// What the server hears of next, because of an act.
async function hears(act) {
  const notification = new Promise((resolve) => { heard = resolve; });
  await act();
  return notification;
}

async function invite() {
  const { data: plan } = await plans.post(planRequest(newNumber()));
  const { data } = await signPlans.post(signPlanRequest(plan, newNumber(), notifyUrl));
  return data;
}

async function assertSent({ id, type, resource }) {
  const { notifications } = await control('GET', 'notifications');
  const sent = notifications.find((notification) => notification.id === id);
  assert.equal(sent.event_type, type);
  assert.deepEqual(resource, sent.resource);
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
const notifyUrl = `http://127.0.0.1:${server.address().port}/notify`;

let signed;

await test('the notification that a user signed is verified and opened', async () => {
  const invitation = await invite();
  const { opened } = await hears(() => control('POST', `sign-plans/${invitation.package}/sign`));
  assert.equal(opened.type, 'PAYSCORE.USER_SIGN_PLAN');
  assert.equal(opened.resource.sign_state, 'SIGNED');
  await assertSent(opened);
  signed = opened;
});

await test('the same notification is delivered again', async () => {
  const { opened } = await hears(() => control('POST', `notifications/${signed.id}/redeliver`));
  assert.deepEqual(opened, signed);
});

await test('the notification that a user paid is verified and opened', async () => {
  const number = newNumber();
  await orderCreation.post(orderRequest(signed.resource, 1, number, notifyUrl));
  const { opened } = await hears(() => orders._out_order_no_.complete
    .post(amounts(13000, 1000), { out_order_no: number }));
  assert.equal(opened.type, 'PAYSCORE.USER_PAID');
  assert.equal(opened.resource.out_order_no, number);
  assert.equal(opened.resource.collection.paid_amount ?? opened.resource.collection.paying_amount, 12000);
  await assertSent(opened);
});

await test('the notification that a user cancelled is verified and opened', async () => {
  const { opened } = await hears(() => control('POST', `sign-plans/${signed.resource.sign_plan_id}/cancel`));
  assert.equal(opened.type, 'PAYSCORE.USER_CANCEL_SIGN_PLAN');
  assert.equal(opened.resource.cancel_sign_type, 'USER');
  await assertSent(opened);
});

for (const fault of ['wrong-signature', 'changed-body', 'probe', 'tampered-ciphertext']) {
  await test(`a notification with the fault ${fault} is refused`, async () => {
    const invitation = await invite();
    await control('POST', 'notification-faults', { next: fault });
    const { failure } = await hears(() => control('POST', `sign-plans/${invitation.package}/sign`));
    assert.ok(failure);
    assert.equal(failure.code === 'ERR_ASSERTION', fault !== 'tampered-ciphertext');
  });
}

server.close();
