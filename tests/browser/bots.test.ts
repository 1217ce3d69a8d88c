/** A team's bots: what each is asked for and reports, live, and how they are started, paused and stopped. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { MOMENTUM_KEY, httpClient } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, countLoads, hydrated } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

/** The row of a bot, once its acts work. */
async function rowOf(page: Page, name: string): Promise<Locator> {
  const row = page.getByRole('table', { name: 'Bots' }).getByRole('row').filter({ hasText: name });
  await hydrated(row.getByRole('button').first());
  return row;
}

test('a bot is paused, stopped and started by the keyboard alone, and the focus stays', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const loads = countLoads(page);
  await page.getByRole('link', { name: 'Bots' }).first().press('Enter');
  const row = await rowOf(page, 'momentum');
  const asked = row.getByRole('status');

  await row.getByRole('button', { name: 'Pause momentum' }).press('Enter');
  await asked.filter({ hasText: 'Paused' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Pause momentum');

  await row.getByRole('button', { name: 'Stop momentum' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Stop momentum' });
  await dialog.getByLabel('Why').fill('a look at its fees');
  await nothingSerious(page);
  await page.keyboard.press('Enter');
  await asked.filter({ hasText: 'Stopped' }).waitFor();
  await dialog.waitFor({ state: 'hidden' });

  await row.getByRole('button', { name: 'Start momentum' }).press('Enter');
  await asked.filter({ hasText: 'Running' }).waitFor();
  await nothingSerious(page);
  assert.equal(loads(), 0);
});

test('what another one asks for, and what the bot reports, shows without a reload', async () => {
  const page = await browsing.dashboard();
  await page.goto('/t/demo/bots');
  const row = await rowOf(page, 'momentum');
  const net = row.getByRole('cell').filter({ hasText: 'Net PnL' });
  assert.match(await net.innerText(), /\d USDT$/);
  const loads = countLoads(page);
  const bot = httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY });
  const { items } = await bot.bots.list.query({});
  const { id } = items.find(({ name }) => name === 'momentum') ?? assert.fail('no such bot');
  await bot.bots.heartbeat.mutate({ id, status: 'PAUSED' });
  await row
    .getByRole('cell')
    .filter({ hasText: /^Paused · \d+ s ago$/ })
    .waitFor();
  await bot.bots.heartbeat.mutate({ id, status: 'RUNNING' });
  await row
    .getByRole('cell')
    .filter({ hasText: /^Running · \d+ s ago$/ })
    .waitFor();
  assert.equal(loads(), 0);
});

test('a screen of 320 pixels has all of it, in both themes', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browsing.dashboard({
      ...{ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
      ...{ reducedMotion: 'reduce', colorScheme },
    });
    await page.goto('/t/demo/bots');
    const row = await rowOf(page, 'momentum');
    await row.getByRole('button', { name: 'Stop momentum' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await nothingSerious(page);
    await page.context().close();
  }
});

test('without a script a bot is paused, stopped and started', async () => {
  const storageState = await (await browsing.dashboard()).context().storageState();
  const page = await browsing.page({ javaScriptEnabled: false, storageState });
  await page.goto('/t/demo/bots');
  const row = page.getByRole('table', { name: 'Bots' }).getByRole('row').filter({ hasText: 'mean-reversion' });
  const asked = row.getByRole('status');
  await row.getByRole('button', { name: 'Pause mean-reversion' }).click();
  await asked.filter({ hasText: 'Paused' }).waitFor();
  await row.getByRole('button', { name: 'Stop mean-reversion' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the bot' }).click();
  await asked.filter({ hasText: 'Stopped' }).waitFor();
  await row.getByRole('button', { name: 'Start mean-reversion' }).click();
  await asked.filter({ hasText: 'Running' }).waitFor();
});
