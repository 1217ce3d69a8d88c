/** A page that was built for another version of the API says so. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Browsing, connection, countLoads } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

const notice = (page: Page) => page.getByRole('status', { name: 'Version' });

/** From now on the server has, for this page, another contract than it was built for; for the page that it loads next, its own. */
async function changeContract(page: Page) {
  let isAnother = true;
  page.once('framenavigated', () => {
    isAnother = false;
  });
  await page.route('**/api/trpc/**', async (route) => {
    if (!isAnother) return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'x-contract': 'another' } });
  });
}

test('a page of the same version says nothing', async () => {
  const page = await browsing.dashboard();
  const answer = await page.request.get('/api/trpc/health.ping');
  assert.match(answer.headers()['x-contract'] ?? '', /^[0-9a-f]{16}$/);
  assert.equal(await notice(page).innerText(), '');
});

test('a server that comes back with another version is noticed, and a click loads the page anew', async () => {
  const page = await browsing.dashboard();
  await changeContract(page);
  await browsing.stack.killServer();
  await connection(page, 'Reconnecting');
  assert.equal(await notice(page).innerText(), '');
  await browsing.stack.startServer();
  await notice(page).filter({ hasText: 'A new version is there.' }).waitFor();

  const loads = countLoads(page);
  await notice(page).getByRole('button', { name: 'Refresh' }).click();
  await connection(page, 'Live');
  assert.equal(loads(), 1);
  assert.equal(await notice(page).innerText(), '');
});
