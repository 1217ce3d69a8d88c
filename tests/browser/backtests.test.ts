/** A person brings candles, runs a backtest over them, and reads its report. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backtest, BacktestStatistics } from '@tickwire/bindings';
import pg from 'pg';
import type { Locator, Page } from 'playwright-core';
import { formatDecimal } from '../../web-client/src/format/decimal';
import { ACME, DEMO, logIn, type Client } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, countLoads } from './browsing';

const CANDLES = '/t/demo/backtests/candles';
/** Candles for which a worker needs seconds. */
const MANY = 500_000;
const DESK = { timezoneId: 'UTC', viewport: { width: 1280, height: 900 } };

let browsing: Browsing;
let person: Client;
let session: pg.Client;
before(async () => {
  browsing = await Browsing.start();
  person = (await logIn(browsing.stack.apiUrl, DEMO)).client;
  session = new pg.Client({ connectionString: browsing.stack.databaseUrl });
  await session.connect();
});
after(async () => {
  await session.end();
  await browsing.stop();
});

/** So many minutes of a price that goes up and down, each line so wide. */
function minutes(count: number, width = 0): string {
  const closeOf = (minute: number) => 60_000 + Math.round(2_000 * Math.sin(minute / 90)) + ((minute * 7_919) % 31);
  const lines = Array.from({ length: count }, (_, minute) => {
    const [open, close] = [closeOf(minute), closeOf(minute + 1)];
    const prices = `${open},${Math.max(open, close)},${Math.min(open, close)},${close},1.5`;
    return `${1_735_689_600 + minute * 60},${prices},`.padEnd(width, 'x');
  });
  return ['time,open,high,low,close,volume', ...lines].join('\n');
}

/** Fills the form of an upload and sends it. */
async function upload(page: Page, name: string, text: string): Promise<Locator> {
  const form = page.getByRole('form', { name: 'Upload candles' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('File').setInputFiles({ name: 'candles.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await form.getByRole('button', { name: 'Upload' }).click();
  return form;
}

/** What the report says of it. */
async function figure(page: Page, name: string): Promise<string> {
  const statistics = page.getByRole('region', { name: 'Statistics' });
  const row = statistics.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
  return row.locator('dd').innerText();
}

function signed(value: string): string {
  return formatDecimal(value, { places: 2, signed: true });
}

function money(value: string): string {
  return formatDecimal(value, { places: 2 });
}

/** The report of a backtest, once it is over. */
async function reportOf({ id }: Pick<Backtest, 'id'>) {
  const { backtest, equity } = await person.backtests.get.query({ id });
  assert.ok(backtest.statistics, backtest.status);
  return { backtest, equity, statistics: backtest.statistics satisfies BacktestStatistics };
}

test('candles are brought, a backtest is run over them, and its report says what the API says', async () => {
  const page = await browsing.dashboard(DESK);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Backtests' }).click();
  await page.getByText('No backtests yet').waitFor();
  await page.getByRole('link', { name: 'Candles', exact: true }).click();

  // Two lines are no candles, and two minutes are missing.
  await upload(page, 'minutes of mine', `${minutes(3_000)}\nnonsense\n1735869900,11,10,10,11,1\n1735869720,1,2,1,2,1`);
  const report = page.getByRole('status').filter({ hasText: 'minutes of mine is stored' });
  await report.getByText('3,001 candles from 01 Jan 2025, 00:00 to 03 Jan 2025, 02:02 UTC, 2 missing').waitFor();
  const refused = report.getByRole('table', { name: '2 lines were refused' });
  await refused.getByRole('row', { name: /^3,002 time neither RFC 3339/ }).waitFor();
  await refused.getByRole('row', { name: /^3,003 high open, low and close may not be above high/ }).waitFor();
  const [set] = (await person.candleSets.list.query({})).items;
  assert.deepEqual([set?.name, set?.count, set?.missing], ['minutes of mine', 3_001, 2]);

  await page.getByRole('link', { name: 'New backtest over minutes of mine' }).click();
  const form = page.getByRole('form', { name: 'New backtest' });
  await form.getByRole('button', { name: 'Run the backtest' }).click();
  await form.getByText('Enter a name.').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'name');
  await form.getByLabel('Name').fill('a first crossover');
  await form.getByLabel('Quantity, BTC').fill('0.05');
  await form.getByLabel('Slow, candles').fill('5');
  await form.getByRole('button', { name: 'Run the backtest' }).click();
  await form.getByText(/^Must be .*\.$/).waitFor();
  await form.getByLabel('Slow, candles').fill('40');
  await form.getByLabel('Seed').press('Enter');
  await page.getByRole('heading', { level: 1, name: 'a first crossover' }).waitFor();
  await page.getByRole('figure', { name: 'Equity' }).locator('canvas').first().waitFor();
  await page.getByRole('status').filter({ hasText: 'Finished' }).waitFor();

  const id = new URL(page.url()).pathname.split('/').at(-1) as Backtest['id'];
  const { backtest, equity, statistics } = await reportOf({ id });
  assert.deepEqual(backtest.strategy, { type: 'MA_CROSSOVER', fast: 10, slow: 40, short: false });
  assert.deepEqual([backtest.costs.feeRate, backtest.costs.qty, backtest.candleSet?.id], ['0.001', '0.05', set?.id]);
  assert.ok(statistics.trades > 3, JSON.stringify(statistics));
  assert.equal(await figure(page, 'Equity at the end'), money(statistics.equity));
  assert.equal(await figure(page, 'Net PnL of closed trades'), signed(statistics.net));
  assert.equal(await figure(page, 'Fees'), money(statistics.fees));
  assert.equal(await figure(page, 'Trades'), String(statistics.trades));
  assert.equal(await figure(page, 'Sharpe'), (statistics.sharpe ?? 0).toFixed(2).replace('-', '−'));
  assert.equal(await figure(page, 'Deepest drawdown'), `${(Number(statistics.maxDrawdown) * 100).toFixed(2)}%`);
  await curveSays(page, equity);
  await tradesSay(page, id);

  await page.getByRole('link', { name: 'All backtests' }).click();
  const row = page.getByRole('table', { name: 'Backtests' }).getByRole('row').filter({ hasText: 'a first crossover' });
  const returned = `${(statistics.totalReturn * 100).toFixed(2)}%`.replace('-', '−');
  await row.filter({ hasText: 'Finished' }).filter({ hasText: returned }).waitFor();
  // What the server refused was to be refused.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('400 (Bad Request)')),
    [],
  );
  await page.context().close();
});

/** The curve as a table has each point of it, the newest first. */
async function curveSays(page: Page, equity: { equity: string }[]): Promise<void> {
  const curve = page.getByRole('figure', { name: 'Equity' });
  await curve.getByRole('button', { name: 'Table' }).click();
  const rows = curve.getByRole('region', { name: 'Equity as a table' }).getByRole('cell');
  const shown = await rows.allInnerTexts();
  const newest = equity.toReversed().slice(0, 100);
  assert.deepEqual(
    shown,
    newest.map((point) => money(point.equity)),
  );
}

/** The executions are listed in order, and are a file. */
async function tradesSay(page: Page, id: Backtest['id']): Promise<void> {
  const { items } = await person.backtests.trades.query({ id, limit: 1_000 });
  const table = page.getByRole('table', { name: 'Executions' });
  const [first] = items;
  assert.ok(first);
  const row = table.getByRole('row').nth(1);
  await row.waitFor();
  const cells = await row.getByRole('cell').allInnerTexts();
  assert.deepEqual(cells.slice(1, 5), ['Buy', '0.05000', money(first.price), money(first.fee)]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'a first crossover.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
  assert.equal(lines.length, items.length + 1);
  const { number, at, side, qty, price, fee, realized, signedQty } = first;
  assert.equal(lines[1], [number, at.toISOString(), side, qty, price, fee, realized, signedQty].join(','));
}

test('a large file arrives whole, and one that is cancelled leaves nothing', async () => {
  const page = await browsing.dashboard(DESK);
  await page.goto(CANDLES);
  const large = minutes(12_000, 1_000);
  assert.ok(large.length > 11_000_000);
  await upload(page, 'a large one', large);
  await page.getByText('a large one is stored: 12,000 candles').waitFor();
  await page.getByText('12,001 lines were read. None was refused.').waitFor();

  const network = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 500_000 };
  await network.send('Network.emulateNetworkConditions', slow);
  const form = await upload(page, 'one too many', large);
  await form.getByRole('progressbar', { name: 'Upload' }).waitFor();
  await form.getByText(/^[1-9]\S* of 12\.\d MB$/).waitFor();
  await nothingSerious(page);
  await form.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled. Nothing of the file is kept.').waitFor();
  const named = async () => (await person.candleSets.list.query({})).items.map(({ name }) => name);
  await until(async () => !(await named()).includes('one too many'));
  await network.detach();
  await page.context().close();
});

/** Asks until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(50);
}

test('what will not do is said where it is: no name, a name that is taken, a file without candles', async () => {
  const page = await browsing.dashboard(DESK);
  await page.goto(CANDLES);
  const form = await upload(page, '', minutes(10));
  await form.getByText('Enter a name.').waitFor();
  await upload(page, 'taken', minutes(10));
  await page.getByText('taken is stored: 10 candles').waitFor();
  await upload(page, 'taken', minutes(10));
  await form.getByText('Another set of candles has this name.').waitFor();
  await upload(page, 'none', 'a\nb\n');
  await form.getByText('No line of the file is a candle').waitFor();
  await page.getByRole('table', { name: '2 lines were refused' }).waitFor();
  await nothingSerious(page);

  await page.getByRole('button', { name: 'Remove taken' }).click();
  const question = page.getByRole('dialog', { name: 'Remove taken' });
  await question.getByText('Its 10 candles go.').waitFor();
  await question.getByRole('button', { name: 'Remove the candles' }).click();
  await question.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Remove taken' }).waitFor({ state: 'hidden' });
  await page.context().close();
});

test('how far it has come is seen as it goes on, and it can be stopped', async () => {
  const { id } = await running('a long one');
  const page = await browsing.dashboard(DESK);
  await page.goto(`/t/demo/backtests/${id}`);
  const loads = countLoads(page);
  const state = page.getByRole('status');
  await state.filter({ hasText: '45 %' }).waitFor();
  await session.query('UPDATE backtests SET candles_done = 70 WHERE id = $1', [id]);
  await state.filter({ hasText: '70 %' }).waitFor();
  await nothingSerious(page);
  // Its worker is not heard of any more, and the server's begins anew.
  await session.query('UPDATE backtests SET leased_until = now() WHERE id = $1', [id]);
  const some = await progressed(page, 0);
  const more = await progressed(page, some);
  assert.ok(more < MANY, `${some}, ${more}`);
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await page.getByRole('button', { name: 'Cancelling…' }).waitFor();
  await page.getByText('It was cancelled').waitFor();
  const { cancelRequested, status } = (await person.backtests.get.query({ id })).backtest;
  assert.deepEqual([cancelRequested, status], [true, 'CANCELED']);
  assert.equal(loads(), 0);
  await page.context().close();
});

/** How many of the long set's candles the page says are done, once that is more than so many. */
async function progressed(page: Page, than: number): Promise<number> {
  const bar = page.locator(`progress[max="${MANY}"]`);
  for (;;) {
    const done = Number(await bar.getAttribute('value'));
    if (done > than) return done;
    await sleep(20);
  }
}

/** A backtest that another process computes, and will for a while: over candles that last a worker for seconds. */
async function running(name: string): Promise<Pick<Backtest, 'id'>> {
  const [like] = (await person.backtests.list.query({})).items;
  assert.ok(like);
  const set = await session.query<{ id: string }>(
    `INSERT INTO candle_sets (id, tenant_id, name, instrument_id, interval, status, count, updated_at)
     SELECT gen_random_uuid(), tenant_id, $1, instrument_id, interval, 'READY', $2, now()
     FROM backtests WHERE id = $3 RETURNING id`,
    [name, MANY, like.id],
  );
  await session.query(
    `INSERT INTO candle_set_candles (tenant_id, set_id, open_time, open, high, low, close, volume)
     SELECT tenant_id, id, '2020-01-01'::timestamptz + minute * interval '1 minute', price, price, price, price, 1
     FROM candle_sets, generate_series(0, $2 - 1) AS minute, LATERAL (SELECT 60000 + minute / 2 % 2) AS at (price)
     WHERE id = $1`,
    [set.rows[0]?.id, MANY],
  );
  const { rows } = await session.query<Pick<Backtest, 'id'>>(
    `INSERT INTO backtests (id, tenant_id, name, strategy, configuration, instrument_id, candle_set_id, interval,
       from_time, to_time, seed, status, candles_done, candles_total, attempt, leased_until, started_at, seq, updated_at)
     SELECT gen_random_uuid(), tenant_id, $1, strategy, configuration, instrument_id, $3, interval,
       '2020-01-01', '2022-01-01', seed, 'RUNNING', 45, 100, 1, now() + interval '1 hour', now(), 0, now()
     FROM backtests WHERE id = $2 RETURNING id`,
    [name, like.id, set.rows[0]?.id],
  );
  return rows[0] ?? assert.fail('nothing was stored');
}

test('two of them are compared on one axis', async () => {
  const { items } = await person.backtests.list.query({});
  const [first] = items.filter(({ status }) => status === 'FINISHED');
  assert.ok(first);
  const { strategy, costs, candleSet, interval, instrument, seed } = first;
  const { venue, symbol } = instrument;
  const candles = { venue, symbol, interval, candleSetId: candleSet?.id };
  const second = await person.backtests.create.mutate({
    ...{ ...candles, ...costs, seed, name: 'with shorts' },
    strategy: { ...strategy, short: true },
  });
  const page = await browsing.dashboard(DESK);
  await page.goto('/t/demo/backtests');
  const table = page.getByRole('table', { name: 'Backtests' });
  await table.getByRole('row').filter({ hasText: 'with shorts' }).filter({ hasText: 'Finished' }).waitFor();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('Choose 2 to 4').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'All backtests' }).first().click();
  await page.getByLabel(`Compare ${first.name}`).check();
  await page.getByLabel('Compare with shorts').check();
  await page.getByRole('button', { name: 'Compare' }).press('Enter');
  const chart = page.getByRole('figure', { name: 'Return' });
  await chart.locator('canvas').first().waitFor();
  const figures = page.getByRole('table', { name: 'What came out of each' });
  const trades = await Promise.all([second, first].map(async (one) => (await reportOf(one)).statistics.trades));
  const shown = await figures
    .getByRole('row', { name: /^Trades/ })
    .getByRole('cell')
    .allInnerTexts();
  assert.deepEqual(shown.toSorted(), trades.map(String).toSorted());
  await nothingSerious(page);
  await page.context().close();
});

test('another team knows nothing of it', async () => {
  const [ours] = (await person.backtests.list.query({})).items;
  assert.ok(ours);
  const page = await browsing.dashboard(DESK, ACME);
  await page.goto(`/t/acme/backtests/${ours.id}`);
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious, and nothing scrolls sideways: ${colorScheme}`, async () => {
    const { items } = await person.backtests.list.query({});
    const { id } = items.find(({ status }) => status === 'FINISHED') ?? assert.fail('none is finished');
    const page = await browsing.dashboard({ colorScheme, viewport: { width: 320, height: 800 } });
    for (const path of ['', '/new', '/candles', `/${id}`]) {
      await page.goto(`/t/demo/backtests${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (path === `/${id}`) await page.locator('canvas').first().waitFor();
      await nothingSerious(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path);
    }
    await page.context().close();
  });
}
