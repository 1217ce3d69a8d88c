/** The page of a market: candles as a picture, in words and as a table, live, with what the team has there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Locator, Page } from 'playwright-core';
import { formatDecimal } from '../../web-client/src/format/decimal';
import { DEMO, MOMENTUM_KEY, httpClient, logIn, type Client } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, alert, connection, countLoads } from './browsing';

const BTC = { venue: 'BINANCE', symbol: 'BTCUSDT' } as const;
const PATH = '/t/demo/market/BINANCE/BTCUSDT';

let browsing: Browsing;
let person: Client;
before(async () => {
  browsing = await Browsing.start({ TICKWIRE_SIMULATOR: '1' });
  person = (await logIn(browsing.stack.apiUrl, DEMO)).client;
  // The simulator writes its past first; a page that is opened meanwhile has another end than what is asked next.
  while ((await newestCandle()) < Date.now() - 3 * MINUTE_MS) await sleep(100);
});
after(() => browsing.stop());

async function newestCandle(): Promise<number> {
  const { items } = await person.market.candles.query({ ...BTC, interval: 'M1', limit: 1 });
  return items[0]?.openTime.getTime() ?? 0;
}

function figure(page: Page, name: string): Locator {
  return page.getByRole('figure', { name });
}

/** The cells of a row of the chart's table that begins so. */
async function cells(table: Locator, begins: string): Promise<string[]> {
  const row = table
    .getByRole('row')
    .filter({ has: table.page().getByRole('rowheader', { name: begins, exact: true }) });
  return row.getByRole('cell').allInnerTexts();
}

function price(text: string): string {
  return formatDecimal(text, { places: 2 });
}

/** As the page writes it, in a browser whose zone is UTC. */
function moment(at: Date): string {
  const day = at.toLocaleDateString('en-GB', { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return `${day}, ${at.toISOString().slice(11, 16)}`;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const UTC = { timezoneId: 'UTC' };

test('from the list to a market: its candles are what the API says', async () => {
  const page = await browsing.dashboard({ ...UTC, viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Market' }).click();
  await page
    .getByRole('list', { name: 'Instruments' })
    .getByRole('link', { name: /BTCUSDT/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'BTCUSDT' }).waitFor();
  const chart = figure(page, 'BTCUSDT, 1 min');
  await chart.locator('canvas').first().waitFor();

  const { items } = await person.market.candles.query({ ...BTC, interval: 'M1', limit: 3 });
  await chart.getByRole('button', { name: 'Table' }).click();
  const table = chart.getByRole('region', { name: 'BTCUSDT, 1 min as a table' });
  for (const { openTime, open, high, low, close } of items) {
    await table.getByRole('rowheader', { name: moment(openTime), exact: true }).waitFor();
    assert.deepEqual((await cells(table, moment(openTime))).slice(0, 4), [open, high, low, close].map(price));
  }
  await chart.getByRole('button', { name: 'Chart' }).click();
  await chart.locator('canvas').first().waitFor();

  await page.getByRole('link', { name: '1 h', exact: true }).click();
  await figure(page, 'BTCUSDT, 1 h').locator('canvas').first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get('interval'), 'H1');
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('the keyboard reads it bar by bar', async () => {
  const page = await browsing.dashboard(UTC);
  await page.goto(`${PATH}?interval=H1`);
  const chart = page.getByRole('group', { name: /^BTCUSDT, 1 h: left and right read it/ });
  await chart.locator('canvas').first().waitFor();
  await chart.focus();
  // The last one is under way: an hour that has just begun is on the page before a candle of it is stored.
  const underWay = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const { items } = await person.market.candles.query({ ...BTC, interval: 'H1', limit: 2 });
  const before = items.find(({ openTime }) => openTime.getTime() === underWay - HOUR_MS);
  assert.ok(before);
  const reading = chart.getByText(moment(before.openTime));
  for (let attempt = 0; attempt < 40 && !(await reading.isVisible()); attempt += 1) {
    await sleep(250);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
  }
  await reading.waitFor();
  for (const value of [before.open, before.high, before.low, before.close]) {
    await chart.getByText(price(value)).first().waitFor();
  }
  await page.context().close();
});

test('the price moves, and what a bot orders and trades is there, without a reload', async () => {
  const page = await browsing.dashboard(UTC);
  await page.goto(PATH);
  await connection(page, 'Live');
  const loads = countLoads(page);
  const last = page.locator('dd').first();
  const shown = await last.innerText();
  await page.waitForFunction(([text]) => document.querySelector('dd')?.innerText !== text, [shown]);

  const bot = httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY });
  const resting = { orderType: 'LIMIT', limitPrice: '20000.5', dedupKey: 'a resting order' } as const;
  await bot.signals.submit.mutate({ ...BTC, side: 'BUY', qty: '0.01', ...resting });
  const orders = page.getByRole('region', { name: 'Open orders' });
  await orders
    .getByRole('listitem')
    .filter({ hasText: 'Buy 0.01000 limit' })
    .filter({ hasText: '20,000.50' })
    .waitFor();
  await alert(browsing.stack, { action: 'buy', contracts: '0.01234' });
  const fills = page.getByRole('region', { name: 'Fills' });
  await fills.getByRole('listitem').filter({ hasText: 'Buy 0.01234' }).waitFor();
  assert.equal(loads(), 0);
  await page.context().close();
});

test('candles that are missing are told of, and not made up', async () => {
  const session = new pg.Client({ connectionString: browsing.stack.databaseUrl });
  await session.connect();
  const until = Date.now() - 10 * MINUTE_MS;
  const bounds = [new Date(until - 10 * MINUTE_MS), new Date(until)];
  // The simulator may still be storing what came before its first tick.
  let removed = 0;
  while (removed < 10) {
    const { rowCount } = await session.query(
      `DELETE FROM candles USING instruments WHERE instruments.id = candles.instrument_id AND symbol = 'ETHUSDT'
       AND open_time >= $1 AND open_time < $2`,
      bounds,
    );
    removed += rowCount ?? 0;
    assert.ok(Date.now() < until + 11 * MINUTE_MS, 'the candles are not there within a minute');
    await sleep(100);
  }
  await session.end();
  const page = await browsing.dashboard(UTC);
  await page.goto('/t/demo/market/BINANCE/ETHUSDT');
  await figure(page, 'ETHUSDT, 1 min').getByText('10 candles are missing between them').waitFor();
  await page.context().close();
});

test('without a script there is the table', async () => {
  const storageState = await (await browsing.dashboard(UTC)).context().storageState();
  const page = await browsing.page({ ...UTC, javaScriptEnabled: false, storageState });
  await page.goto(PATH);
  assert.ok((await page.getByRole('region', { name: 'BTCUSDT, 1 min as a table' }).getByRole('row').count()) > 50);
  await page.getByRole('link', { name: '1 h', exact: true }).click();
  await page.getByRole('region', { name: 'BTCUSDT, 1 h as a table' }).waitFor();
  await page.context().close();
});

test('what is no instrument is not found', async () => {
  const page = await browsing.dashboard();
  await page.goto('/t/demo/market/BINANCE/NOTHING');
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious, and nothing scrolls sideways: ${colorScheme}`, async () => {
    const page = await browsing.dashboard({ ...UTC, colorScheme, viewport: { width: 320, height: 800 } });
    await page.goto(PATH);
    const chart = figure(page, 'BTCUSDT, 1 min');
    await chart.locator('canvas').first().waitFor();
    await nothingSerious(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await chart.getByRole('button', { name: 'Table' }).click();
    await nothingSerious(page);
    await page.goto('/t/demo/market');
    await page.getByRole('list', { name: 'Instruments' }).waitFor();
    await nothingSerious(page);
    await page.context().close();
  });
}
