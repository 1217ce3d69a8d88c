/** Positions: what is held, closed from its row after a question, and shown as requested until it is. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Locator, Page } from 'playwright-core';
import { DEMO, MOMENTUM_KEY, httpClient, logIn } from '../wire/clients';
import { nothingSerious } from './axe';
import { alert, Browsing, connection, countLoads, holdPipeline, hydrated } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

async function positionsOf(page: Page, search = ''): Promise<Locator> {
  await page.goto(`/t/demo/positions${search}`);
  await hydrated(page.getByRole('combobox', { name: 'Instrument' }));
  return page.getByRole('table', { name: 'Positions' });
}

/** The row of an instrument that a bot holds. */
function rowOf(table: Locator, symbol: string, bot: string): Locator {
  return table.getByRole('row').filter({ hasText: symbol }).filter({ hasText: bot });
}

/** Waits until a row has left the list. While a question stands, no row is there for who asks by its role. */
async function gone(question: Locator, row: Locator): Promise<void> {
  await question.waitFor({ state: 'detached' });
  await row.waitFor({ state: 'detached' });
}

test('a position is closed from its row, and says that it was requested until it is', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await positionsOf(page);
  const loads = countLoads(page);
  const row = rowOf(table, 'ETHUSDT', 'momentum');
  await row.getByRole('button', { name: 'Close ETHUSDT of momentum' }).click();
  const question = page.getByRole('dialog', { name: 'Close ETHUSDT of momentum?' });
  await question
    .getByText(/Sells 3\.3000 ETH at the market\. The last mark is 3,468\.90 USDT, \d+ (s|min|h|d) old/)
    .waitFor();
  await question.getByText(/\+43\.45 USDT, before fees/).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'Cancel');
  await nothingSerious(page);

  const pipeline = await holdPipeline(browsing.stack);
  await question.getByRole('button', { name: 'Close the position' }).click();
  await row.filter({ hasText: 'Close requested' }).waitFor();
  // Whoever leaves the list with the mouse sees it go.
  await page.mouse.move(2, 2);
  await pipeline.goOn();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Closed', exact: true }).click();
  await rowOf(table, 'ETHUSDT', 'momentum').first().waitFor();
  assert.equal(loads(), 0);
});

test('a position that is closed by the keyboard leaves the list as well', async () => {
  await alert(browsing.stack, { ticker: 'SOLUSDT', action: 'buy', contracts: '2', price: '162' });
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const row = rowOf(await positionsOf(page), 'SOLUSDT', 'momentum');
  await row.getByRole('button', { name: 'Close SOLUSDT of momentum' }).press('Enter');
  const question = page.getByRole('dialog', { name: 'Close SOLUSDT of momentum?' });
  await question.getByRole('button', { name: 'Close the position' }).press('Enter');
  await gone(question, row);
});

test('a close that is refused before the list is read again says why, and gives its button back', async () => {
  await alert(browsing.stack, { ticker: 'SOLUSDT', action: 'buy', contracts: '2', price: '162' });
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  let told = Promise.resolve();
  await page.routeWebSocket(/api\/trpc/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => void told.then(() => socket.send(message)));
  });
  const row = rowOf(await positionsOf(page), 'SOLUSDT', 'momentum');
  const close = row.getByRole('button', { name: 'Close SOLUSDT of momentum' });
  await row.waitFor();
  const { client } = await logIn(browsing.stack.apiUrl, DEMO);
  await client.risk.halt.mutate({ reason: 'a test' });

  // The list is read once the signal is refused, and what the socket tells of that comes after the list.
  const refused = "SELECT 1 FROM signals WHERE action = 'CLOSE' AND status = 'REJECTED'";
  await page.route(/positions\.getAll/, async (route) => {
    while ((await browsing.ask(refused)).length === 0) await sleep(20);
    await route.continue();
  });
  let tell = () => {};
  told = new Promise((resolve) => (tell = resolve));
  const again = page.waitForResponse(/positions\.getAll/);
  await close.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the position' }).click();
  await row.filter({ hasText: 'Close requested' }).waitFor();
  await (await again).finished();
  // Time for the page to take the list: there is nothing to see of it.
  await sleep(250);
  tell();
  await row.getByLabel(/^Not closed: Trading of .+ is halted/).waitFor();

  await client.risk.resume.mutate({});
  await close.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the position' }).click();
  await page.mouse.move(2, 2);
  await gone(page.getByRole('dialog'), row);
});

test('marks and sizes are live', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await positionsOf(page);
  const row = rowOf(table, 'BTCUSDT', 'momentum');
  await row.filter({ hasText: '0.20000' }).waitFor();
  await alert(browsing.stack, { action: 'buy', contracts: '0.01', price: '67250' });
  await row.filter({ hasText: '0.21000' }).waitFor();
});

test('positions are chosen by instrument, side and period, and stay live', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await positionsOf(page, '?instrument=BINANCE:BTCUSDT&side=LONG');
  const row = rowOf(table, 'BTCUSDT', 'momentum');
  await row.filter({ hasText: '0.21000' }).waitFor();
  assert.equal(await table.getByRole('row').filter({ hasText: 'Short' }).count(), 0);
  assert.equal(await table.getByRole('row').filter({ hasText: 'SOLUSDT' }).count(), 0);
  await alert(browsing.stack, { action: 'sell', contracts: '0.01', price: '67250' });
  await row.filter({ hasText: '0.20000' }).waitFor();
  await page.getByLabel('Opened from').fill('2031-01-01');
  await page.getByText('No match').waitFor();
  await page.reload();
  await page.getByText('No match').waitFor();
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await table.getByRole('row').filter({ hasText: 'SOLUSDT' }).first().waitFor();
});

test('a row opens what made the position and what may still change it, live', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await positionsOf(page);
  await rowOf(table, 'BTCUSDT', 'momentum').getByRole('link').click();
  await page.waitForURL(/position=/);
  const panel = page.getByRole('complementary', { name: 'BTCUSDT of momentum' });
  await panel.getByText('Nothing waits at the venue.').waitFor();
  await panel.getByRole('region', { name: 'Fills' }).getByRole('row').nth(1).waitFor();
  const loads = countLoads(page);
  const bot = httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY });
  const stop = { side: 'SELL', qty: '0.1', orderType: 'STOP', triggerPrice: '30000', reduceOnly: true } as const;
  await bot.signals.submit.mutate({ dedupKey: 'stop', venue: 'BINANCE', symbol: 'BTCUSDT', ...stop });
  const waiting = panel.getByRole('region', { name: 'Stops and open orders' }).getByRole('listitem');
  await waiting.filter({ hasText: 'Stop at 30,000.00, reduce only' }).waitFor();
  await alert(browsing.stack, { action: 'buy', contracts: '0.00777', price: '67250' });
  await panel.getByRole('region', { name: 'Fills' }).getByRole('row').filter({ hasText: '0.00777' }).waitFor();
  await nothingSerious(page);
  assert.equal(loads(), 0);
  await page.reload();
  await waiting.getByRole('link', { name: 'Sell 0.10000 BTC' }).click();
  await page.getByRole('complementary', { name: 'Sell 0.10000 BTC' }).waitFor();
});

test('a choice of bot is in the URL, and everything of a bot is closed at once', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await positionsOf(page);
  await page.getByRole('combobox', { name: 'Bot' }).selectOption({ label: 'mean-reversion' });
  await rowOf(table, 'BTCUSDT', 'momentum').waitFor({ state: 'detached' });
  await rowOf(table, 'SOLUSDT', 'mean-reversion').waitFor();
  const held = (await table.getByRole('row').count()) - 1;
  assert.equal(held, 2);
  await page.getByRole('button', { name: 'Close all' }).click();
  const question = page.getByRole('dialog', { name: 'Close everything of mean-reversion?' });
  await question.getByText(/Closes 2 positions at the market, and cancels 0 open orders/).waitFor();
  await question.getByRole('button', { name: 'Close all positions' }).click();
  await page.getByText('Close of 2 positions requested').waitFor();
  await page.mouse.move(2, 2);
  await page.getByText('No match').waitFor();
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await rowOf(table, 'BTCUSDT', 'momentum').waitFor();
});

test('what is asked for without a network fails at once, and is not done later', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const row = rowOf(await positionsOf(page), 'BTCUSDT', 'momentum');
  await row.getByRole('button', { name: 'Close BTCUSDT of momentum' }).click();
  const question = page.getByRole('dialog');
  const yes = question.getByRole('button', { name: 'Close the position' });
  await yes.waitFor();
  await page.context().setOffline(true);
  await yes.click();
  await question.getByText('The server cannot be reached.').waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  await page.context().setOffline(false);
  await connection(page, /Resumed|Live/);
  assert.deepEqual(
    asked.filter((url) => url.includes('positions.close')),
    [],
  );
});

test('without a script a position is closed all the same', async () => {
  const storageState = await (await browsing.dashboard()).context().storageState();
  const page = await browsing.page({ javaScriptEnabled: false, storageState });
  await page.goto('/t/demo/positions');
  const table = page.getByRole('table', { name: 'Positions' });
  await rowOf(table, 'BTCUSDT', 'momentum').getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the position' }).click();
  await page.waitForURL((url) => url.search === '');
  const isHeld = async () => {
    await page.goto('/t/demo/positions');
    return (await rowOf(table, 'BTCUSDT', 'momentum').count()) > 0;
  };
  while (await isHeld());
});

test('a viewer closes nothing, and is told why', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await alert(browsing.stack, { action: 'buy', contracts: '0.02', price: '67250' });
  const session = new pg.Client({ connectionString: browsing.stack.databaseUrl });
  await session.connect();
  await session.query(`UPDATE memberships SET role = 'VIEWER'`);
  await session.end();
  while (!(await (await page.request.get('/api/trpc/auth.me')).text()).includes('"VIEWER"'));
  const table = await positionsOf(page);
  const close = rowOf(table, 'BTCUSDT', 'momentum').getByRole('button', { name: 'Close BTCUSDT of momentum' });
  await close.waitFor();
  assert.ok(await close.isDisabled());
  assert.match((await close.getAttribute('title')) ?? '', /For owners, admins and traders/);
  assert.ok(await page.getByRole('button', { name: 'Close all' }).isDisabled());
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a phone of 320 px has cards, and nothing serious, ${colorScheme}`, async () => {
    const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
    const page = await browsing.dashboard({ ...phone, colorScheme, reducedMotion: 'reduce' });
    for (const search of ['', '?status=closed', '?status=all']) {
      await (await positionsOf(page, search)).getByRole('row').nth(1).waitFor();
      await nothingSerious(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), search);
    }
  });
}

test('the dashboard sums up all that is open, however many pages that are', async () => {
  await browsing.ask(`
    WITH markets AS (
      INSERT INTO instruments SELECT market.* FROM instruments AS one, generate_series(1, 120) AS n,
        jsonb_populate_record(NULL::instruments, to_jsonb(one)
          || jsonb_build_object('id', gen_random_uuid(), 'symbol', 'M' || n)) AS market
      WHERE one.symbol = 'SOLUSDT' RETURNING id)
    INSERT INTO positions SELECT held.* FROM markets,
      (SELECT * FROM positions WHERE status = 'OPEN' LIMIT 1) AS one,
      jsonb_populate_record(NULL::positions, to_jsonb(one)
        || jsonb_build_object('id', gen_random_uuid(), 'instrument_id', markets.id)) AS held`);
  const [sum] = await browsing.ask(`
    SELECT count(*), to_char(abs(sum(signed_qty * mark_price * multiplier - open_cost)), 'FM999,999,990.00') AS unrealized
    FROM positions JOIN instruments ON instruments.id = instrument_id JOIN tenants ON tenants.id = tenant_id
    WHERE status = 'OPEN' AND slug = 'demo'`);
  const page = await browsing.dashboard();
  const figure = (name: string) => page.locator(`dt:text-is("${name}") + dd`);
  await figure('Open').getByText(String(sum?.count), { exact: true }).waitFor();
  await figure('Unrealised USDT')
    .filter({ hasText: String(sum?.unrealized) })
    .waitFor();
});
