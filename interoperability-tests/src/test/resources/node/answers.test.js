import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  baseUrl, certs, control, merchant, newNumber, planRequest, plans, Wechatpay, wxpay,
} from './setup.js';

const refusals = {
  'wrong-signature': 'EV3_RES_HEADER_SIGNATURE_DIGEST',
  'foreign-signature': 'EV3_RES_HEADER_SIGNATURE_DIGEST',
  'changed-body': 'EV3_RES_HEADER_SIGNATURE_DIGEST',
  'broken-base64': 'EV3_RES_HEADER_SIGNATURE_DIGEST',
  probe: 'EV3_RES_HEADER_SIGNATURE_DIGEST',
  'clock-skew=PT10M': 'EV3_RES_HEADER_TIMESTAMP_OFFSET',
  'unknown-serial': 'EV3_RES_HEADER_PLATFORM_SERIAL',
  unsigned: 'EV3_RES_HEADERS_INCOMPLATE',
  'missing-header=Wechatpay-Nonce': 'EV3_RES_HEADERS_INCOMPLATE',
};

for (const [fault, code] of Object.entries(refusals)) {
  test(`an answer with the fault ${fault} is refused`, async () => {
    await control('POST', 'faults', { next: fault });
    await assert.rejects(plans.post(planRequest(newNumber())), { code });
  });
}

test('an answer without a fault is accepted', async () => {
  const { data } = await plans.post(planRequest(newNumber()));
  assert.equal(data.plan_state, 'NORMAL');
});

test('a request signed with another key is refused', async () => {
  const other = new Wechatpay({
    baseURL: `${baseUrl}/`, mchid: merchant.id, serial: merchant.serialNumber, privateKey: merchant.foreignPrivateKey, certs,
  });
  await assert.rejects(other.v3.payscore.plan['payscore-plans'].post({}), ({ response }) => {
    assert.equal(response.status, 401);
    assert.equal(response.data.code, 'SIGN_ERROR');
    assert.equal(response.data.detail.issue, 'sign not match');
    return true;
  });
});

test('a gateway that is down is reported with its status', async () => {
  await control('POST', 'faults', { next: '502' });
  await assert.rejects(wxpay.v3.certificates.get(), ({ response }) => response.status === 502);
});
