import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import plugin from 'wechatpay-axios-plugin';

export const {
  Wechatpay, Rsa, Aes, Formatter, Decorator,
} = plugin;

export const { baseUrl, partner, merchant } = JSON.parse(readFileSync(process.env.WECHATPAY_INTEROPERABILITY_FILE, 'utf8'));

export const user = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';

export const newNumber = () => randomUUID().replaceAll('-', '');

export const privateKey = merchant.privateKey;

// As the plugin's own command does it: decrypted, then verified with what was decrypted.
export async function downloadCertificates() {
  const downloaded = {};
  const decrypt = (body) => {
    JSON.parse(body).data.forEach(({ serial_no: serial, encrypt_certificate: { ciphertext, nonce, associated_data: aad } }) => {
      downloaded[serial] = Aes.AesGcm.decrypt(ciphertext, merchant.apiV3Key, nonce, aad);
    });
    return body;
  };
  const client = new Wechatpay({
    baseURL: `${baseUrl}/`, mchid: merchant.id, serial: merchant.serialNumber, privateKey, certs: { any: undefined },
  });
  const [, ...parsing] = client.client.v3.defaults.transformResponse;
  await client.v3.certificates.get({
    transformResponse: [decrypt, Decorator.responseVerifier(downloaded), ...parsing],
  });
  return downloaded;
}

export const certs = merchant.publicKeyId
  ? { [merchant.publicKeyId]: merchant.publicKey }
  : await downloadCertificates();

export const [platformKey] = Object.keys(certs);

export const wxpay = new Wechatpay({
  baseURL: `${baseUrl}/`,
  mchid: merchant.id,
  serial: merchant.serialNumber,
  privateKey,
  certs,
  headers: { 'Wechatpay-Serial': platformKey },
});

// The simulator's own doors, for what users do and for what goes wrong.
export async function control(method, path, body) {
  const response = await fetch(`${baseUrl}/_simulator/${path}`, {
    method,
    headers: body && { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  return JSON.parse(text);
}

export const owner = partner ? { sub_mchid: merchant.subMerchantId } : {};

const application = {
  service_id: merchant.serviceId,
  appid: merchant.appId,
  ...owner,
  ...(partner ? { sub_appid: merchant.subAppId } : {}),
};

export const service = {
  service_id: merchant.serviceId,
  ...(partner ? owner : { appid: merchant.appId }),
};

export const planRequest = (number) => ({
  ...application,
  merchant_plan_no: number,
  plan_name: '瑜伽课3节',
  plan_duration: 300,
  deduction_quantity: 3,
  total_original_price: 45000,
  total_actual_price: 39000,
  plan_detail_list: ['第一节课', '第二节课', '第三节课'].map((name) => ({
    plan_detail_name: name,
    original_price: 15000,
    plan_discount_description: '享受 8.7 折 & 会员价',
    actual_price: 13000,
  })),
});

export const signPlanRequest = (plan, number, notifyUrl) => ({
  ...application,
  plan_id: plan.plan_id,
  openid: user,
  merchant_sign_plan_no: number,
  notify_url: notifyUrl,
  sign_plan_detail: plan.plan_detail_list.map((detail) => ({
    plan_detail_no: detail.plan_detail_no,
    merchant_plan_detail_no: newNumber(),
  })),
});

export const orderRequest = (signPlan, detail, number, notifyUrl) => ({
  ...application,
  sign_plan_id: signPlan.sign_plan_id,
  plan_detail_no: detail,
  notify_url: notifyUrl,
  service_introduction: '瑜伽课',
  time_range: { start_time: '20261122190000' },
  out_trade_no: number,
});

export const amounts = (payment, discount) => ({
  ...service,
  post_payments: [{ name: '瑜伽课', amount: payment }],
  post_discounts: [{ name: '满减', description: '不与其他优惠叠加', amount: discount }],
  total_amount: payment - discount,
});

const plan = partner ? wxpay.v3.payscore.plan.partner : wxpay.v3.payscore.plan;
const signPlan = partner ? wxpay.v3.payscore.signPlan.partner : wxpay.v3.payscore.signPlan;

export const plans = plan['payscore-plans'];
export const signPlans = signPlan.userSignPlans;
export const orderCreation = signPlan.serviceorder;
export const orders = partner ? wxpay.v3.payscore.partner.serviceorder : wxpay.v3.payscore.serviceorder;
