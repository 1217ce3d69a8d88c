/** The dashboard: how the money stands and came there, live, and which bots need a person. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { MOMENTUM_KEY, httpClient } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, countLoads } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start({ TICKWIRE_SIMULATOR: '7' });
});
after(() => browsing.stop());

/** A number of the headline, as it stands. */
function figure(page: Page, name: string) {
  return page.getByRole('definition').and(page.locator(`dt:text-is("${name}") + dd`));
}

test('equity moves as prices do, in the headline, in the curve and in the tab, without a reload', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const loads = countLoads(page);
  const curve = page.getByRole('figure', { name: 'Equity' });
  await curve.waitFor();
  await page.waitForFunction(() => document.title.includes(' today · '));
  const [equity, words, title] = [
    await figure(page, 'Equity').innerText(),
    await curve.innerText(),
    await page.title(),
  ];
  assert.match(title, /^[+−]?[\d,]+\.\d\d today · Demo Trading$/);
  await figure(page, 'Equity').filter({ hasNotText: equity }).waitFor();
  await page.waitForFunction((before) => document.title !== before, title);
  while ((await curve.innerText()) === words) await page.evaluate(() => new Promise(requestAnimationFrame));
  await nothingSerious(page);

  await page.getByRole('link', { name: 'Week' }).press('Enter');
  await page.waitForURL('**range=week');
  await curve.waitFor();
  assert.equal(loads(), 0);
});

test('a position that closes is among the last closed, and counted', async () => {
  const page = await browsing.dashboard();
  const closed = page.getByRole('list', { name: 'Last closed' }).getByRole('listitem');
  await closed.first().waitFor();
  const bot = httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY });
  await bot.signals.submit.mutate({ dedupKey: 'close', venue: 'BINANCE', symbol: 'ETHUSDT', action: 'CLOSE' });
  await closed.first().filter({ hasText: 'ETHUSDT' }).filter({ hasText: 'momentum' }).waitFor();
  assert.ok((await closed.count()) <= 5);
});

test('a bot that does not as it is asked is named, and leads to its page', async () => {
  await browsing.ask(`UPDATE bots SET desired_status = 'STOPPED', last_heartbeat_at = now() - interval '1 hour'
    WHERE name = 'mean-reversion'`);
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const need = page.getByRole('list', { name: 'Bots that need a person' }).getByRole('listitem');
  await need.filter({ hasText: 'mean-reversion is asked to be stopped and reports to be running' }).waitFor();
  await nothingSerious(page);
  await need.getByRole('link').press('Enter');
  await page.getByRole('heading', { level: 1, name: 'mean-reversion' }).waitFor();
});

test('a screen of 320 pixels has all of it, in both themes', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browsing.dashboard({
      ...{ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
      ...{ reducedMotion: 'reduce', colorScheme },
    });
    await page.getByRole('figure', { name: 'Equity' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await nothingSerious(page);
    await page.context().close();
  }
});
