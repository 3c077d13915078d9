import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import {
  baseUrl, certs, control, downloadCertificates, merchant, privateKey,
} from './setup.js';

test('the certificates that were downloaded have the serial numbers they should have', () => {
  Object.entries(certs).forEach(([serial, certificate]) => {
    assert.equal(new X509Certificate(certificate).serialNumber, serial);
  });
});

test('a download that is signed with another key is refused', async () => {
  await control('POST', 'faults', { next: 'foreign-signature' });
  await assert.rejects(downloadCertificates(), { code: 'EV3_RES_HEADER_SIGNATURE_DIGEST' });
});

// It adds the certificates to an object that the plugin copied before, since 0.9.0.
test("the plugin's command decrypts certificates, but does not know them when it verifies", async () => {
  const directory = mkdtempSync(join(dirname(process.env.WECHATPAY_INTEROPERABILITY_FILE), 'certificates-'));
  const key = join(directory, 'apiclient_key.pem');
  writeFileSync(key, privateKey);
  const command = join(dirname(createRequire(import.meta.url).resolve('wechatpay-axios-plugin')), 'bin', 'cli.js');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [command, 'crt', '--baseURL', `${baseUrl}/`,
    '-m', merchant.id, '-s', merchant.serialNumber, '-f', key, '-k', merchant.apiV3Key, '-o', directory],
  { maxBuffer: 16 * 1024 * 1024 });
  assert.equal(stdout, '');
  assert.match(stderr, /status: 200/);
  assert.deepEqual(readdirSync(directory), ['apiclient_key.pem']);
});
