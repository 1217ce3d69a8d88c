/** The pages stand on the mock server alone: no backend, no database. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMock, type Mock } from '@tickwire/bindings/mock';
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../tools/chromium.mjs';
import { freePort } from '../../tools/ports.mjs';
import { startWebClient, webClient } from '../../tools/web-client.mjs';
import { connection, hydrated } from './browsing';

const undo: (() => Promise<unknown>)[] = [];
let url: string;
let browser: Browser;
before(async () => {
  const mock: Mock = await startMock({ handlers: { 'auth.me': () => ME, 'auth.login': () => ME } });
  undo.push(() => mock.stop());
  await webClient.make();
  const port = await freePort();
  url = `http://localhost:${port}`;
  const page = await startWebClient({ port, apiUrl: mock.url, log: `mock-web-client-${port}` });
  undo.push(() => page.stop());
  browser = await chromium.launch(await findChromium());
  undo.push(() => browser.close());
});
after(async () => {
  for (const end of undo.reverse()) await end();
});

const ME = {
  user: { id: '00000000-0000-4000-8000-00000000000a', email: 'someone@example.com', name: 'Somebody' },
  tenant: { id: '00000000-0000-4000-8000-00000000000b', slug: 'made-up', name: 'Made up' },
  role: 'OWNER',
} as const;

test('a person logs in, and has a dashboard of made-up rows', async () => {
  const page = await browser.newPage();
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(`${url}/login`);
  if (new URL(page.url()).pathname === '/login') {
    await hydrated(page.locator('form'));
    await page.getByLabel('E-mail').fill('someone@example.com');
    await page.getByLabel('Password').fill('whatever');
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await page.waitForURL('**/t/made-up');
  await page.getByRole('heading', { name: 'Made up', level: 1 }).waitFor();
  await page.getByRole('table', { name: 'Positions' }).getByText('sample').first().waitFor();
  assert.ok((await page.getByRole('group', { name: 'Signals, newest first' }).getByRole('listitem').count()) > 0);
  await connection(page, 'Live');
  assert.equal(await page.getByRole('status', { name: 'Version' }).innerText(), '');
  assert.deepEqual(failures, []);
});
