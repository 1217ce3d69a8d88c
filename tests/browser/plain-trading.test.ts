/** The forms of bots and backtests without a script: sent by the browser itself, and answered by another page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DEMO, logIn, type Client } from '../wire/clients';
import { Browsing } from './browsing';

let browsing: Browsing;
let plain: Page;
let person: Client;
before(async () => {
  browsing = await Browsing.start();
  person = (await logIn(browsing.stack.apiUrl, DEMO)).client;
  const signed = await browsing.dashboard();
  const storageState = await signed.context().storageState();
  plain = await browsing.page({ javaScriptEnabled: false, storageState });
});
after(() => browsing.stop());

/** The bot whose page it is. */
function botHere() {
  const id = new URL(plain.url()).pathname.split('/').at(4);
  return person.bots.list.query({}).then(({ items }) => items.find((bot) => bot.id === id) ?? assert.fail(plain.url()));
}

test('a bot is made, and its configuration saved and restored', async () => {
  await plain.goto('/t/demo/bots/new');
  const make = plain.getByRole('button', { name: 'Make the bot' });
  await make.click();
  await plain.getByText('Enter a name.').waitFor();
  await plain.getByLabel('Name').fill('momentum');
  await make.click();
  await plain.getByText('Another bot of this team has this name.').waitFor();
  assert.equal(await plain.getByLabel('Name').inputValue(), 'momentum');
  await plain.getByLabel('Name').fill('by hand');
  await make.click();
  await plain.getByRole('heading', { level: 1, name: 'by hand' }).waitFor();
  await plain.getByRole('link', { name: 'a key of its own' }).click();
  await plain.getByRole('dialog', { name: 'New API key' }).waitFor();
  await plain.goBack();

  await plain.getByRole('link', { name: 'Configuration' }).click();
  const text = plain.getByLabel('As JSON');
  const save = async (said: string) => {
    await text.fill(said);
    await plain.getByRole('button', { name: /^Save as version/ }).click();
  };
  await save('{"qty": "0.1"');
  await plain.getByText('This is not JSON').waitFor();
  assert.equal(await text.inputValue(), '{"qty": "0.1"');
  await save('{"qty": "0.1"}');
  await plain.getByText('Saved as version 1.').waitFor();
  await save('{"qty": "0.2"}');
  await plain.getByText('Saved as version 2.').waitFor();

  // Somebody else saves one while this page is looked at.
  const { id } = await botHere();
  await person.bots.saveVersion.mutate({ id, after: 2, content: { qty: '0.3' } });
  await save('{"qty": "0.4"}');
  await plain.getByText('Somebody saved another version meanwhile').waitFor();
  const changes = plain.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await changes.filter({ hasText: '"0.3"' }).filter({ hasText: '"0.4"' }).waitFor();

  await plain.getByRole('button', { name: 'Restore version 1' }).click();
  await changes.filter({ hasText: '"0.3"' }).filter({ hasText: '"0.1"' }).waitFor();
  await plain.getByRole('button', { name: 'Save as version 4' }).click();
  await plain.getByText('Saved as version 4.').waitFor();
  const { version } = await person.bots.get.query({ id });
  assert.deepEqual(version?.content, { qty: '0.1' });
});

test('a bot of a built-in strategy is made, and follows something else', async () => {
  await plain.goto('/t/demo/bots/new');
  await plain.getByRole('link', { name: 'RSI' }).click();
  const make = plain.getByRole('button', { name: 'Make the bot' });
  await plain.getByLabel('Quantity').fill('much');
  await plain.getByLabel('Sell short too').check();
  await make.click();
  await plain.getByText('Enter a name.').waitFor();
  await plain.getByText('Choose what it trades.').waitFor();
  await plain.getByText('An amount above 0').waitFor();
  assert.equal(await plain.getByLabel('Quantity').inputValue(), 'much');
  assert.ok(await plain.getByLabel('Sell short too').isChecked());
  await plain.getByLabel('Name').fill('rsi by hand');
  await plain.getByLabel('Instrument').selectOption({ label: 'BTCUSDT · BINANCE' });
  await plain.getByLabel('Candles of').selectOption({ label: '15 minutes' });
  await plain.getByLabel('Quantity').fill('0.0000001');
  await make.click();
  // The server's own refusal stands at its field.
  const note = plain.locator(`#${await plain.getByLabel('Quantity').getAttribute('aria-describedby')}`);
  assert.match(await note.innerText(), /0\.00001/);
  assert.equal(await plain.getByLabel('Quantity').getAttribute('aria-invalid'), 'true');
  assert.equal(await plain.getByLabel('Candles of').inputValue(), 'M15');
  await plain.getByLabel('Quantity').fill('0.01');
  await make.click();
  await plain.getByRole('heading', { level: 1, name: 'rsi by hand' }).waitFor();

  await plain.getByRole('link', { name: 'Configuration' }).click();
  await plain.getByLabel('Buys below').fill('x');
  await plain.getByLabel('Sell short too').uncheck();
  await plain.getByRole('button', { name: 'Save as version 2' }).click();
  await plain.getByText('A number above 0, such as 30.').waitFor();
  assert.equal(await plain.getByLabel('Sell short too').isChecked(), false);
  assert.equal(await plain.getByText('Nothing has changed.').count(), 0);
  await plain.getByLabel('Buys below').fill('25');
  await plain.getByRole('button', { name: 'Save as version 2' }).click();
  await plain.getByText('Saved as version 2.').waitFor();
  assert.equal(await plain.getByLabel('Buys below').inputValue(), '25');
  const { version } = await person.bots.get.query({ id: (await botHere()).id });
  const strategy = { type: 'RSI', period: 14, oversold: '25', overbought: '70', short: false };
  assert.deepEqual(version?.content, { strategy, venue: 'BINANCE', symbol: 'BTCUSDT', interval: 'M15', qty: '0.01' });
});

test('candles are brought as a file, and what came of it is told', async () => {
  await plain.goto('/t/demo/backtests/candles');
  const upload = async (name: string, lines: string[]) => {
    const buffer = Buffer.from(['time,open,high,low,close,volume', ...lines].join('\n'));
    await plain.getByLabel('Name').fill(name);
    await plain.getByLabel('Symbol').selectOption('ETHUSDT');
    await plain.getByLabel('File').setInputFiles({ name: 'candles.csv', mimeType: 'text/csv', buffer });
    await plain.getByRole('button', { name: 'Upload' }).click();
  };
  const line = (minute: number, open = '6000') => `${1_735_689_600 + minute * 60},${open},6000,6000,6000,1`;
  const stored = plain.getByRole('list', { name: 'Candle sets' }).getByRole('listitem');
  // More lines are refused than the page is told of.
  const minutes = Array.from({ length: 150 }, (_, minute) => line(minute, minute < 60 ? '6000' : 'x'));
  await upload('by hand', minutes);
  await stored.filter({ hasText: 'by hand' }).filter({ hasText: 'ETHUSDT' }).waitFor();
  await plain.getByText('by hand is stored: 60 candles').waitFor();
  const refused = plain.getByRole('table', { name: /^90 lines were refused, of which these are the first/ });
  await refused.getByRole('row').filter({ hasText: 'open' }).first().waitFor();
  assert.equal(new URL(plain.url()).pathname, '/t/demo/backtests/candles');

  await upload('by hand', [line(0)]);
  await plain.getByText('Another set of candles has this name.').waitFor();
  await upload(' ', [line(0)]);
  await plain.getByText('It has to be one line of 1 to 64 characters').waitFor();
  await upload('nothing', ['no candle']);
  await plain.getByRole('alert').filter({ hasText: 'No line of the file is a candle' }).waitFor();
  await plain.getByRole('table', { name: '1 line was refused' }).waitFor();
  assert.equal(await stored.count(), 1);
});

test('a backtest is asked for, over these candles', async () => {
  await plain.goto('/t/demo/backtests/new');
  const run = plain.getByRole('button', { name: 'Run the backtest' });
  await plain.getByRole('combobox', { name: 'Strategy' }).selectOption({ label: 'Relative strength index' });
  await plain.getByLabel('Period').fill('0');
  await run.click();
  await plain.getByText('Enter a name.').waitFor();
  await plain.getByText('A whole number, up to 10,000.').waitFor();
  assert.equal(await plain.getByRole('combobox', { name: 'Strategy' }).inputValue(), 'RSI');
  await plain.getByLabel('Name').fill('by hand');
  await plain.getByLabel('Period').fill('14');
  await plain.getByLabel('Instrument').selectOption({ label: 'ETHUSDT · BINANCE' });
  await plain.getByRole('combobox', { name: 'Candles' }).selectOption({ label: 'by hand · ETHUSDT' });
  await plain.getByLabel('A candle lasts').selectOption('M5');
  await plain.getByLabel('Quantity').fill('0.5');
  await plain.getByLabel('Leverage at most').fill('0');
  await run.click();
  await plain.getByText(/^Must be /).waitFor();
  assert.equal(await plain.getByLabel('A candle lasts').inputValue(), 'M5');
  await plain.getByLabel('Leverage at most').fill('');
  await run.click();
  await plain.getByRole('heading', { level: 1, name: 'by hand' }).waitFor();
  const { items } = await person.backtests.list.query({});
  const [made] = items;
  assert.deepEqual([items.length, made?.name, made?.candleSet?.name, made?.interval], [1, 'by hand', 'by hand', 'M5']);
});
