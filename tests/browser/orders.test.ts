/** Orders: listed live, chosen by the URL, opened by a row, and asked to end. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { DEMO, MOMENTUM_KEY, httpClient, logIn } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, countLoads, holdPipeline, hydrated } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

let sent = 0;

/** An order of `momentum` that rests: its limit is far below the market. */
async function rest(qty: string, symbol = 'BTCUSDT', limitPrice = '30000'): Promise<void> {
  const bot = httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY });
  const terms = { venue: 'BINANCE', symbol, side: 'BUY', qty, orderType: 'LIMIT', limitPrice } as const;
  await bot.signals.submit.mutate({ dedupKey: `order-${String((sent += 1))}`, ...terms });
}

async function orders(page: Page, search = ''): Promise<Locator> {
  await page.goto(`/t/demo/orders${search}`);
  await hydrated(page.getByRole('combobox', { name: 'Instrument' }));
  return page.getByRole('table', { name: 'Orders' });
}

/** Lets the next question be answered, and the answer wait for what is returned to be called. */
function holdAnswer(page: Page, url: RegExp): Promise<() => Promise<void>> {
  return new Promise((resolve) => {
    void page.route(url, async (route) => {
      const response = await route.fetch();
      resolve(() => route.fulfill({ response }));
    });
  });
}

const rowOf = (table: Locator, text: string) => table.getByRole('row').filter({ hasText: text });

test('an order appears as it is placed, and ends as it is asked to, without a reload', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await rest('0.00101');
  const table = await orders(page);
  const loads = countLoads(page);
  await rowOf(table, '0.00101').filter({ hasText: 'Accepted' }).waitFor();
  await rest('0.00102');
  const row = rowOf(table, '0.00102');
  await row.filter({ hasText: 'Accepted' }).waitFor();
  assert.match((await table.getByRole('row').nth(1).textContent()) ?? '', /0\.00102/);

  await row.getByRole('link').click();
  await page.waitForURL(/order=/);
  const panel = page.getByRole('complementary', { name: 'Buy 0.00102 BTC' });
  await panel.getByText('30,000.00 USDT').waitFor();
  const history = panel.getByRole('region', { name: 'History' }).getByRole('listitem');
  await history.filter({ hasText: 'Accepted' }).waitFor();

  const pipeline = await holdPipeline(browsing.stack);
  await panel.getByRole('button', { name: 'Cancel order' }).click();
  const question = page.getByRole('dialog', { name: 'Cancel this order?' });
  const no = question.getByRole('button', { name: 'Keep it' });
  await no.waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'Keep it');
  await nothingSerious(page);
  await question.getByRole('button', { name: 'Cancel the order' }).click();
  // Until the event it is what was asked for, in the panel and in the list.
  await panel.getByText('Cancel requested. It may trade').waitFor();
  await row.filter({ hasText: 'Cancel requested' }).waitFor();
  await pipeline.goOn();
  await history.filter({ hasText: 'Canceled' }).waitFor();
  assert.equal(await panel.getByRole('button', { name: 'Cancel order' }).count(), 0);
  assert.equal(loads(), 0);
});

test('an answer that is older than what came since takes nothing back', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await rest('0.00103');
  await rowOf(await orders(page), '0.00103')
    .filter({ hasText: 'Accepted' })
    .waitFor();
  // Nothing comes between this reading and the next.
  const table = await orders(page);
  await rowOf(table, '0.00103').getByRole('link').click();
  await page.waitForURL(/order=/);

  const pipeline = await holdPipeline(browsing.stack);
  const read = holdAnswer(page, /orders\.list/);
  await page.getByRole('complementary').getByRole('button', { name: 'Cancel order' }).click();
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  const answer = await read;
  await pipeline.goOn();
  // While a question stands, no row is there for who asks by its role; and the mouse holds the list.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.mouse.move(2, 2);
  await rowOf(table, '0.00103').waitFor({ state: 'detached' });
  await answer();
  await rest('0.00104');
  await rowOf(table, '0.00104').waitFor();
  assert.equal(await rowOf(table, '0.00103').count(), 0);
});

test('an order that ended while nobody looked is shown as it ended', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await rest('0.00105');
  const table = await orders(page, '?view=all');
  await rowOf(table, '0.00105').getByRole('link').click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: 'Cancel order' }).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await page.waitForURL('**/t/demo');

  const { client } = await logIn(browsing.stack.apiUrl, DEMO);
  await client.orders.cancelAll.mutate({});
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.waitForURL('**/orders');
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await rowOf(table, '0.00105').filter({ hasText: 'Canceled' }).getByRole('link').click();
  await panel.getByRole('list').getByText('Canceled').waitFor();
  assert.equal(await panel.getByRole('button', { name: 'Cancel order' }).count(), 0);
});

test('a view, a filter and a panel are addresses: Back and a reload keep them', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await rest('0.7', 'ETHUSDT', '1000');
  const table = await orders(page);
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await page.waitForURL(/view=all/);
  await rowOf(table, 'SOLUSDT').first().waitFor();
  await page.getByRole('combobox', { name: 'Bot' }).selectOption({ label: 'momentum' });
  await page.waitForURL(/bot=/);
  await page.getByRole('combobox', { name: 'Instrument' }).selectOption('BINANCE:ETHUSDT');
  await rowOf(table, 'BTCUSDT').first().waitFor({ state: 'detached' });
  await rowOf(table, '0.7000').getByRole('link').click();
  const panel = page.getByRole('complementary', { name: 'Buy 0.7000 ETH' });
  await panel.waitFor();
  await page.goBack();
  await panel.waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('combobox', { name: 'Instrument' }).inputValue(), 'BINANCE:ETHUSDT');
  await page.goForward();
  await panel.waitFor();
  await page.reload();
  await panel.waitFor();
  await rowOf(table, '0.7000').waitFor();
  assert.equal(await rowOf(table, 'BTCUSDT').count(), 0);

  await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Expired' });
  await page.getByText('No match').waitFor();
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await rowOf(table, 'BTCUSDT').first().waitFor();
});

test('a filter that is chosen before the page’s script has come holds once it has', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await rest('0.00501');
  await rest('0.9', 'ETHUSDT', '1000');
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/_next/static/**/*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto('/t/demo/orders', { waitUntil: 'commit' });
  const table = page.getByRole('table', { name: 'Orders' });
  await rowOf(table, '0.00501').waitFor();
  await page.getByRole('combobox', { name: 'Instrument' }).selectOption('BINANCE:ETHUSDT');
  arrive();
  await page.waitForURL(/instrument=BINANCE%3AETHUSDT/);
  await rowOf(table, '0.00501').waitFor({ state: 'detached' });
  await rowOf(table, '0.9000').waitFor();
});

test('an event enters the list that its filter lets it through alone', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await orders(page, '?instrument=BINANCE:ETHUSDT&side=BUY');
  const loads = countLoads(page);
  await rest('0.00401');
  await rest('0.8', 'ETHUSDT', '1000');
  await rowOf(table, '0.8000').filter({ hasText: 'Accepted' }).waitFor();
  assert.equal(await rowOf(table, 'BTCUSDT').count(), 0);
  await page.getByRole('combobox', { name: 'Side' }).selectOption({ label: 'Sell' });
  await page.getByText('No match').waitFor();
  await page.getByRole('combobox', { name: 'Side' }).selectOption('');
  await rowOf(table, '0.8000').waitFor();
  await page.getByLabel('To').fill('2020-01-01');
  await page.getByText('No match').waitFor();
  assert.match(page.url(), /to=2020-01-01/);
  assert.equal(loads(), 0);
});

test('the list is gone through by the keyboard alone', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await orders(page, '?view=all');
  await page.keyboard.press('/');
  assert.ok(
    await page.getByRole('combobox', { name: 'Instrument' }).evaluate((field) => field === document.activeElement),
  );
  await page.keyboard.type('sol');
  await rowOf(table, 'BTCUSDT').first().waitFor({ state: 'detached' });
  await rowOf(table, 'SOLUSDT').first().waitFor();
  await page.keyboard.press('Escape');
  const focusedRow = () => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'));
  await page.keyboard.press('j');
  assert.equal(await focusedRow(), '2');
  await page.keyboard.press('j');
  assert.equal(await focusedRow(), '3');
  await page.keyboard.press('k');
  assert.equal(await focusedRow(), '2');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await panel.getByRole('heading', { name: 'Fills' }).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  assert.equal(await focusedRow(), '2');
});

test('rows are sorted by a column, exactly, and the URL says so', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await orders(page, '?view=all');
  const head = table.getByRole('columnheader', { name: 'Instrument' });
  await head.getByRole('link').click();
  await page.waitForURL(/sort=instrument/);
  await page.locator('th[aria-sort=ascending]').filter({ hasText: 'Instrument' }).waitFor();
  const symbols = await table.getByRole('row').locator('td:first-child span span:first-child').allInnerTexts();
  assert.ok(symbols.length > 5);
  assert.deepEqual(symbols, [...symbols].sort());
});

test('all open orders are cancelled at once, after their number was said', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await rest('0.00301');
  const table = await orders(page);
  await rowOf(table, '0.00301').waitFor();
  const open = (await table.getByRole('row').count()) - 1;
  await page.getByRole('button', { name: 'Cancel all' }).click();
  const question = page.getByRole('dialog', { name: 'Cancel all open orders of every bot?' });
  await question.getByText(`${String(open)} order`).waitFor();
  await question.getByRole('button', { name: 'Cancel all open orders' }).click();
  await page.getByText('requested').first().waitFor();
  await page.getByText('No open orders').waitFor();
});

test('without a script the page lists, filters and opens orders all the same', async () => {
  const storageState = await (await browsing.dashboard()).context().storageState();
  const page = await browsing.page({ javaScriptEnabled: false, storageState });
  await page.goto('/t/demo/orders?view=all');
  const table = page.getByRole('table', { name: 'Orders' });
  await page.getByRole('combobox', { name: 'Instrument' }).selectOption('BINANCE:SOLUSDT');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.waitForURL(/instrument=BINANCE%3ASOLUSDT/);
  assert.match(page.url(), /view=all/);
  assert.equal(await rowOf(table, 'BTCUSDT').count(), 0);
  await rowOf(table, 'SOLUSDT').first().getByRole('link').click();
  await page.getByRole('complementary').getByRole('heading', { name: 'History' }).waitFor();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a phone of 320 px has cards and a drawer, and nothing serious, ${colorScheme}`, async () => {
    const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
    const page = await browsing.dashboard({ ...phone, colorScheme, reducedMotion: 'reduce' });
    const table = await orders(page, '?view=all');
    await nothingSerious(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
    await rowOf(table, 'SOLUSDT').first().getByRole('link').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: 'History' }).waitFor();
    await nothingSerious(page);
    await drawer.getByRole('button', { name: 'Close' }).click();
    await drawer.waitFor({ state: 'detached' });
    assert.doesNotMatch(page.url(), /order=/);
  });
}
