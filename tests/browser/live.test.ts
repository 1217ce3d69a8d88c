/** What happens shows without a reload, and nothing is lost or doubled when the server is killed meanwhile. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Stack } from '../../tools/stack.mjs';
import { MOMENTUM_KEY, httpClient } from '../wire/clients';
import { onOtherServer } from '../wire/other-server';
import { Browsing, alert, connection, countLoads, holdPipeline, position, signals } from './browsing';

let browsing: Browsing;
let stack: Stack;
before(async () => {
  browsing = await Browsing.start();
  stack = browsing.stack;
});
after(() => browsing.stop());

test('the first paint has the data, with no script at all', async () => {
  const storageState = await (await browsing.dashboard()).context().storageState();
  const page = await browsing.page({ javaScriptEnabled: false, storageState });
  await page.goto('/t/demo');
  await position(page, 'BTCUSDT', 'momentum').waitFor();
  await position(page, 'SOLUSDT', 'mean-reversion').waitFor();
  assert.ok((await signals(page).count()) > 10);
  assert.match(
    await signals(page).first().innerText(),
    /BTCUSDT Sell 0\.05000 BTC at 67,198\.70[^]*momentum[^]*Executed/,
  );
});

test('an alert appears, is executed, and changes the position, without a reload', async () => {
  const page = await browsing.dashboard();
  const loads = countLoads(page);
  const held = position(page, 'BTCUSDT', 'momentum');
  await held.filter({ hasText: '0.20000' }).waitFor();

  const pipeline = await holdPipeline(stack);
  await alert(stack, { action: 'buy', contracts: '0.01234', price: '67250.5' });
  const row = signals(page).filter({ hasText: 'Buy 0.01234 BTC at 67,250.50' });
  await row.filter({ hasText: 'TradingView' }).filter({ hasText: 'Received' }).waitFor();
  await pipeline.goOn();
  await row.filter({ hasText: 'Executed' }).waitFor();
  await held.filter({ hasText: '0.21234' }).waitFor();
  assert.equal(await row.count(), 1);
  assert.equal(loads(), 0);
});

test('an alert that a rule refuses says which and why', async () => {
  const page = await browsing.dashboard();
  await alert(stack, { action: 'buy', contracts: '3', price: '67250' });
  const row = signals(page).filter({ hasText: 'Buy 3.00000 BTC' });
  await row.filter({ hasText: 'Rejected' }).filter({ hasText: 'Value of one order' }).waitFor();
});

test('the server is killed: the page says so, and then it has every event once', async () => {
  const page = await browsing.dashboard();
  const loads = countLoads(page);
  await stack.killServer();
  await connection(page, 'Reconnecting');

  // Another server on the same database takes signals that this page cannot hear of.
  const missed = ['0.00201', '0.00202', '0.00203', '0.00204', '0.00205'];
  await onOtherServer(stack, async (apiUrl) => {
    const bot = httpClient(apiUrl, { key: MOMENTUM_KEY });
    for (const qty of missed) {
      await bot.signals.submit.mutate({ dedupKey: qty, venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY', qty });
    }
  });
  await stack.startServer();
  await connection(page, /Resumed|Live/);
  await alert(stack, { action: 'buy', contracts: '0.00206', price: '67250' });

  for (const qty of [...missed, '0.00206']) {
    const row = signals(page).filter({ hasText: `Buy ${qty} BTC` });
    await row.filter({ hasText: 'Executed' }).waitFor();
    assert.equal(await row.count(), 1, qty);
  }
  const { items } = await httpClient(stack.apiUrl, { key: MOMENTUM_KEY }).signals.list.query({ limit: 8 });
  const shown = await signals(page).allInnerTexts();
  for (const [at, { qty }] of items.slice(0, 6).entries()) assert.match(shown[at] ?? '', new RegExp(`Buy ${qty} BTC`));
  await position(page, 'BTCUSDT', 'momentum')
    .filter({ hasText: await quantityHeld() })
    .waitFor();
  assert.equal(loads(), 0);
});

test('killed amid a burst: what was acknowledged shows, each once', async () => {
  const page = await browsing.dashboard();
  const loads = countLoads(page);
  const quantities = Array.from({ length: 30 }, (_, at) => `0.003${String(at + 10)}`);
  for (const [at, contracts] of quantities.entries()) {
    await alert(stack, { action: 'buy', contracts, price: '67250' });
    if (at % 10 !== 9) continue;
    await stack.killServer();
    await stack.startServer();
  }
  for (const qty of quantities) {
    const row = signals(page).filter({ hasText: `Buy ${qty} BTC` });
    await row.filter({ hasText: 'Executed' }).waitFor();
    assert.equal(await row.count(), 1, qty);
  }
  await position(page, 'BTCUSDT', 'momentum')
    .filter({ hasText: await quantityHeld() })
    .waitFor();
  assert.equal(loads(), 0);
});

/** What the server says that `momentum` holds of BTCUSDT, as the page writes it. */
async function quantityHeld(): Promise<string> {
  const { items } = await httpClient(stack.apiUrl, { key: MOMENTUM_KEY }).positions.getAll.query({ status: 'OPEN' });
  const held = items.find(({ bot, instrument }) => bot.name === 'momentum' && instrument.symbol === 'BTCUSDT');
  assert.ok(held);
  return Number(held.signedQty).toFixed(5);
}

test('the page that is looked at stays live while another is underway, and the link says that it is', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  let goOn: () => void = () => assert.fail('nothing was asked for');
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await page.route(/\/t\/demo\/risk\?_rsc=/, (route) => held.then(() => route.continue()));
  const link = page.getByRole('link', { name: 'Risk' }).first();
  await link.click();
  await link.locator('[data-underway]').waitFor();
  await alert(browsing.stack, { action: 'buy', contracts: '0.0177', price: '67250.5' });
  await signals(page).filter({ hasText: 'Buy 0.01770 BTC' }).waitFor();
  goOn();
  await page.getByRole('heading', { level: 1, name: 'Risk' }).waitFor();
  await link.locator('[data-underway]').waitFor({ state: 'detached' });
});
