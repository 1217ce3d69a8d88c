/** From registration to a bot that trades: a new person needs no program, and sees equity move. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { nothingSerious } from './axe';
import { Browsing, countLoads, hydrated } from './browsing';
import { linkTo } from './mailbox';

const EMAIL = 'newcomer@tickwire.dev';
const PASSWORD = 'a stone under the seventh wave';

let browsing: Browsing;
let newcomer: Page;
before(async () => {
  // A minute of this market lasts a second.
  browsing = await Browsing.start({ TICKWIRE_SIMULATOR: '7', TICKWIRE_SIMULATOR_SPEED: '60' });
});
after(() => browsing.stop());

test('a new person registers, has a team, lets a built-in strategy trade, and sees the equity curve move', async () => {
  const page = await browsing.page({ reducedMotion: 'reduce' });
  await page.goto('/register');
  await hydrated(page.locator('form'));
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.keyboard.press('Enter');
  await page.goto(await linkTo(browsing.stack, EMAIL));
  await hydrated(page.locator('form'));
  await page.getByLabel('Your name').fill('Nora Newcomer');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Team').fill('First steps');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { level: 1, name: 'New bot' }).waitFor();
  const loads = countLoads(page);
  await page.getByRole('link', { name: 'Moving averages' }).press('Enter');
  const instrument = page.getByLabel('Instrument');
  await hydrated(instrument);
  await page.getByRole('button', { name: 'Make the bot' }).press('Enter');
  await page.getByText('Choose what it trades.').waitFor();
  await nothingSerious(page);
  await page.getByLabel('Name').fill('crossover-btc');
  await instrument.selectOption({ label: 'BTCUSDT · BINANCE' });
  await page.getByLabel('Candles of').selectOption({ label: '1 minute' });
  await page.getByLabel('Quantity').fill('0.05');
  await page.getByLabel('Fast average').fill('5');
  await page.getByLabel('Slow average').fill('5');
  await page.keyboard.press('Enter');
  await page.getByText('More candles than the fast average has').waitFor();
  await page.getByLabel('Fast average').fill('1');
  await page.getByLabel('Slow average').fill('3');
  await page.getByLabel(/^Sell short too/).press('Space');
  await page.getByRole('button', { name: 'Make the bot' }).press('Enter');

  await page.getByRole('heading', { level: 1, name: 'crossover-btc' }).waitFor();
  const asked = page.getByRole('status', { name: 'Asked to' });
  await asked.filter({ hasText: 'Stopped' }).waitFor();
  await page.getByText('It holds nothing').waitFor();
  await page.getByRole('button', { name: 'Start crossover-btc' }).press('Enter');
  await asked.filter({ hasText: 'Running' }).waitFor();

  const signals = page.getByRole('list', { name: 'Last signals' }).getByRole('listitem');
  await signals
    .filter({ hasText: 'Hold' })
    .filter({ hasText: 'Strategy' })
    .filter({ hasText: 'Executed' })
    .first()
    .waitFor();
  const position = page.getByRole('table', { name: 'Position' }).getByRole('row').filter({ hasText: 'BTCUSDT' });
  await position.filter({ hasText: '0.05000' }).waitFor();
  const curve = page.getByRole('figure', { name: 'Equity' });
  await curve.getByText(/^From [\d,.]+ .* to /).waitFor();
  await nothingSerious(page);

  await page.getByRole('link', { name: 'Dashboard' }).first().press('Enter');
  await page.waitForURL(/\/t\/[^/]+$/);
  await curve.locator('canvas').first().waitFor();
  const words = await curve.getByText(/^From /).innerText();
  await curve
    .getByText(/^From /)
    .filter({ hasNotText: words })
    .waitFor();
  await page.waitForFunction(() => /^[+−]?[\d,]+\.\d\d today · First steps$/.test(document.title));
  await nothingSerious(page);
  newcomer = page;
  // Everything since the account was opened came by itself.
  assert.equal(loads(), 0);
});

test('its parameters are changed in a form, compared with what it follows, and followed from then on', async () => {
  const page = newcomer;
  await page.getByRole('link', { name: 'Bots' }).first().click();
  await page.getByRole('link', { name: 'crossover-btc' }).click();
  await page.getByRole('link', { name: 'Configuration' }).click();
  const slow = page.getByLabel('Slow average');
  await hydrated(slow);
  await slow.fill('1');
  await page.getByText('More candles than the fast average has').waitFor();
  await slow.fill('4');
  await page.getByLabel('Quantity').fill('0.040');
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await changes.filter({ hasText: 'strategy.slow' }).filter({ hasText: 'Changed' }).waitFor();
  await changes.filter({ hasText: 'qty' }).waitFor();
  await nothingSerious(page);
  await page.getByRole('button', { name: 'Save as version 2' }).press('Enter');
  await page.getByText('Saved as version 2.').waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  const position = page.getByRole('table', { name: 'Position' }).getByRole('row').filter({ hasText: 'BTCUSDT' });
  await position.filter({ hasText: '0.04000' }).waitFor();
});

test('what the venue would not take is said at its field', async () => {
  const page = newcomer;
  const { pathname } = new URL(page.url());
  await page.goto(`${pathname.replace(/[^/]+$/, 'new')}?decides=RSI`);
  const instrument = page.getByLabel('Instrument');
  await hydrated(instrument);
  await page.getByLabel('Name').fill('too-small');
  await instrument.selectOption({ label: 'BTCUSDT · BINANCE' });
  await page.getByLabel('Quantity').fill('0.000001');
  await page.getByRole('button', { name: 'Make the bot' }).press('Enter');
  await page.getByText('The quantity 0.000001 is below one step').waitFor();
  assert.equal(await page.getByLabel('Quantity').getAttribute('aria-invalid'), 'true');
});
