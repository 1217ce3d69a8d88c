/** Signals: what was wanted, why it was refused; and a list of 10,000 of them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import type { Locator, Page } from 'playwright-core';
import { nothingSerious } from './axe';
import { alert, Browsing, countLoads, hydrated } from './browsing';
import { longestTask } from './longest-task';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

async function signalsOf(page: Page, search = ''): Promise<Locator> {
  await page.goto(`/t/demo/signals${search}`);
  await hydrated(page.getByRole('combobox', { name: 'Instrument' }));
  return page.getByRole('table', { name: 'Signals' });
}

const rowOf = (table: Locator, text: string) => table.getByRole('row').filter({ hasText: text });

test('a signal appears at once, and a refused one says rule, limit and what was seen', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await signalsOf(page);
  const loads = countLoads(page);
  await alert(browsing.stack, { action: 'buy', contracts: '0.00401', price: '67250' });
  await rowOf(table, 'Buy 0.00401 BTC').filter({ hasText: 'TradingView' }).filter({ hasText: 'Executed' }).waitFor();
  await alert(browsing.stack, { action: 'buy', contracts: '4', price: '67250' });
  const refused = rowOf(table, 'Buy 4.00000 BTC').filter({ hasText: 'Rejected' });
  await refused.filter({ hasText: /limit 25000, observed 26\d{4}/ }).waitFor();
  const rule = refused.getByRole('link', { name: 'Value of one order' });
  assert.equal(await rule.getAttribute('href'), '/t/demo/risk#limit-max_order_notional');
  assert.equal(loads(), 0);

  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('Rejected');
  await rowOf(table, 'Executed').first().waitFor({ state: 'detached' });
  await refused.waitFor();
  assert.match(page.url(), /status=REJECTED/);
});

test('what comes while a mouse is on the list waits, and moves no row', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const table = await signalsOf(page);
  const first = table.getByRole('row').nth(1);
  await first.hover();
  const before = await first.textContent();
  await alert(browsing.stack, { action: 'buy', contracts: '0.00402', price: '67250' });
  const waiting = page.getByRole('button', { name: '1 new' });
  await waiting.waitFor();
  assert.equal(await first.textContent(), before);
  await waiting.click();
  await rowOf(table, 'Buy 0.00402 BTC').waitFor();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a phone of 320 px has cards, and nothing serious, ${colorScheme}`, async () => {
    const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
    const page = await browsing.dashboard({ ...phone, colorScheme, reducedMotion: 'reduce' });
    const table = await signalsOf(page);
    await rowOf(table, 'Rejected').first().waitFor();
    await nothingSerious(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
  });
}

const MANY = 10_000;

/** Copies of a signal, a second apart, older than all that there are. */
async function writeMany(): Promise<void> {
  const session = new pg.Client({ connectionString: browsing.stack.databaseUrl });
  await session.connect();
  await session.query(`
    INSERT INTO signals SELECT copy.* FROM generate_series(1, ${String(MANY)}) AS n,
      (SELECT * FROM signals WHERE status = 'EXECUTED'
        AND tenant_id = (SELECT id FROM tenants WHERE slug = 'demo') LIMIT 1) AS one,
      jsonb_populate_record(NULL::signals, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(),
        'dedup_key', 'copy-' || n, 'received_at', one.received_at - interval '9 days' - n * interval '1 s')) AS copy`);
  await session.end();
}

test('10,000 rows are read on as one scrolls, and stay smooth', async (context) => {
  await writeMany();
  const page = await browsing.dashboard({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
  const table = await signalsOf(page);
  const scroller = table.locator('xpath=..');
  const rows = () => page.evaluate(() => document.querySelectorAll('tr[data-row]').length);
  // The end comes into view until there is nothing left to read.
  const whileReading = await longestTask(page, () =>
    scroller.evaluate(async (element) => {
      const end = performance.now() + 120_000;
      while (element.querySelector('table')?.getAttribute('aria-rowcount') === '-1' && performance.now() < end) {
        element.scrollTop = element.scrollHeight;
        await new Promise(requestAnimationFrame);
      }
    }),
  );
  // What failed to be read would be said here.
  assert.deepEqual(await page.getByRole('main').getByRole('alert').allInnerTexts(), []);
  const count = Number(await table.getAttribute('aria-rowcount'));
  assert.ok(count > MANY, String(count));
  assert.ok((await rows()) < 100, String(await rows()));
  context.diagnostic(`longest task while ${String(count)} rows were read: ${String(whileReading)} ms`);

  // A person scrolls: a screen at a time, up and down again.
  const whileScrolling = await longestTask(page, () =>
    scroller.evaluate(async (element) => {
      const step = element.clientHeight * 0.9;
      for (let frame = 0; frame < 400; frame += 1) {
        element.scrollTop += frame < 200 ? -step : step / 2;
        await new Promise(requestAnimationFrame);
      }
    }),
  );
  context.diagnostic(`longest task while scrolling: ${String(whileScrolling)} ms`);
  assert.ok(whileScrolling > 0 && whileScrolling <= 100, `${String(whileScrolling)} ms`);

  // What happens meanwhile is one row's affair.
  await scroller.evaluate((element) => element.scrollTo({ top: 0 }));
  await page.mouse.move(2, 2);
  const asOneCame = await longestTask(page, async () => {
    await alert(browsing.stack, { action: 'buy', contracts: '0.00403', price: '67250' });
    await rowOf(table, 'Buy 0.00403 BTC').filter({ hasText: 'Executed' }).waitFor();
  });
  context.diagnostic(`longest task as a signal came: ${String(asOneCame)} ms`);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex')), '3');
});
