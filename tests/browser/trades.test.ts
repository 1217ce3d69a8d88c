/** Trades and fills: live, chosen by the URL, and written to a file. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { nothingSerious } from './axe';
import { alert, Browsing, countLoads, hydrated } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

async function tableOf(page: Page, name: 'Trades' | 'Fills', search = ''): Promise<Locator> {
  await page.goto(`/t/demo/trades${search}`);
  await hydrated(page.getByRole('combobox', { name: 'Instrument' }));
  return page.getByRole('table', { name });
}

const rowOf = (table: Locator, text: string) => table.getByRole('row').filter({ hasText: text });

/** The lines of the file that the page writes. */
async function exported(page: Page): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  return (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
}

test('a fill appears as it happens and leads to its order, and a position that is closed becomes a trade', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const fills = await tableOf(page, 'Fills', '?of=fills');
  const loads = countLoads(page);
  await alert(browsing.stack, { action: 'buy', contracts: '0.00501', price: '67250' });
  const fill = rowOf(fills, '0.00501');
  await fill.waitFor();
  assert.equal(await fill.count(), 1);

  await page.getByRole('link', { name: 'Closed', exact: true }).click();
  await page.waitForURL((url) => url.pathname.endsWith('/trades') && !url.searchParams.has('of'));
  const trades = page.getByRole('table', { name: 'Trades' });
  await trades.getByRole('row').nth(1).waitFor();
  const count = await trades.getByRole('row').count();
  await alert(browsing.stack, { action: 'close' });
  await page.waitForFunction(
    (rows) => document.querySelectorAll('table[aria-label=Trades] tr[data-row]').length === rows,
    count,
  );
  assert.equal(loads(), 0);

  await page.goto('/t/demo/trades?of=fills');
  await rowOf(fills, '0.00501').getByRole('link', { name: 'Its order' }).click();
  await page.getByRole('complementary', { name: 'Buy 0.00501 BTC' }).waitFor();
});

test('a period, a bot and an instrument are in the URL, and the file holds what they choose', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const trades = await tableOf(page, 'Trades');
  const all = (await trades.getByRole('row').count()) - 1;
  const [names, ...lines] = await exported(page);
  assert.equal(lines.length, all);
  assert.match(names ?? '', /^closed,opened,bot,venue,symbol,gross,fees,funding,net,currency,position$/);

  await page.getByRole('combobox', { name: 'Bot' }).selectOption({ label: 'momentum' });
  await page.getByRole('combobox', { name: 'Instrument' }).selectOption('BINANCE:BTCUSDT');
  await rowOf(trades, 'SOLUSDT').first().waitFor({ state: 'detached' });
  await rowOf(trades, 'mean-reversion').first().waitFor({ state: 'detached' });
  await rowOf(trades, 'BTCUSDT').first().waitFor();
  const chosen = (await trades.getByRole('row').count()) - 1;
  const [, ...some] = await exported(page);
  assert.equal(some.length, chosen);
  assert.ok(some.length > 0 && some.length < all);
  for (const line of some) assert.match(line, /,momentum,BINANCE,BTCUSDT,-?\d/);

  await page.getByLabel('From').fill('2031-01-01');
  await page.getByText('No match').waitFor();
  await page.reload();
  await page.getByText('No match').waitFor();
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await rowOf(trades, 'SOLUSDT').first().waitFor();
  assert.equal(await page.getByLabel('From').inputValue(), '');
});

test('a row opens the fills that opened and closed the trade, at an address of its own', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const trades = await tableOf(page, 'Trades');
  await rowOf(trades, 'BTCUSDT').first().getByRole('link').click();
  await page.waitForURL(/trade=/);
  const panel = page.getByRole('complementary', { name: /^BTCUSDT of / });
  const fills = panel.getByRole('region', { name: 'Fills' }).first();
  await fills.getByRole('cell', { name: 'Buy', exact: true }).first().waitFor();
  await fills.getByRole('cell', { name: 'Sell', exact: true }).first().waitFor();
  assert.equal(await panel.getByRole('heading', { name: 'Stops and open orders' }).count(), 0);
  await page.reload();
  await panel.waitFor();
  await page.goBack();
  await panel.waitFor({ state: 'detached' });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a phone of 320 px has cards, and nothing serious, ${colorScheme}`, async () => {
    const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
    const page = await browsing.dashboard({ ...phone, colorScheme, reducedMotion: 'reduce' });
    for (const [name, search] of [
      ['Trades', ''],
      ['Fills', '?of=fills'],
    ] as const) {
      await (await tableOf(page, name, search)).getByRole('row').nth(1).waitFor();
      await nothingSerious(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), name);
    }
  });
}
