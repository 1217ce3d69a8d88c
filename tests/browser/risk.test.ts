/** What bounds a team's trading: limits and how much of each is used, locks, and the switch, halted and resumed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { DEMO, MOMENTUM_KEY, httpClient } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, alert, countLoads, hydrated } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

/** The page, once what stands on it works. */
async function atRisk(page: Page): Promise<void> {
  await page.goto('/t/demo/risk');
  await hydrated(page.getByRole('button', { name: 'Set a limit' }));
}

function rule(page: Page, name: string) {
  return page
    .getByRole('list', { name: 'Limits', exact: true })
    .getByRole('listitem')
    .filter({ hasText: name })
    .first();
}

/** Nothing stands over the page's edge. */
async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${over} too wide`);
}

/** Waits until so many orders rest. */
async function orderCount(count: number): Promise<void> {
  const open = "SELECT count(*)::int AS count FROM orders WHERE status = 'ACCEPTED'";
  while ((await browsing.ask(open))[0]?.count !== count) await sleep(50);
}

test('a limit is set, shows what is used of it, refuses, is changed and taken away', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await atRisk(page);
  const loads = countLoads(page);
  await page.getByRole('button', { name: 'Set a limit' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Set a limit' });
  await dialog.getByLabel('What is bounded').selectOption({ label: 'Value held' });
  await dialog.getByLabel('Whose').selectOption({ label: 'momentum' });
  await nothingSerious(page);
  await dialog.getByRole('button', { name: 'Set the limit' }).click();
  await dialog.getByText('Enter how much.').waitFor();
  const value = dialog.getByLabel('How much there may be');
  await value.fill('much');
  await page.keyboard.press('Enter');
  await dialog.getByText('A number such as 1000 or 0.25.').waitFor();
  // With a decimal comma it is no number, and not ten times as much either.
  await value.fill('1,5');
  await page.getByText('A number such as 1000 or 0.25.').waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await value.getAttribute('aria-invalid'), 'true');
  await value.fill('10');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const held = rule(page, 'Value held');
  await held.getByText('momentum', { exact: true }).waitFor();
  await held.getByText('Reached').waitFor();
  const meter = held.getByRole('meter', { name: 'Used of Value held, momentum' });
  assert.equal(await meter.getAttribute('aria-valuenow'), '100');
  await nothingSerious(page);

  // A signal is refused by it, and the refusal leads to it.
  await alert(browsing.stack, { action: 'buy', contracts: '0.01', price: '67250.5', comment: 'too much' });
  await page.reload();
  const refusals = page.getByRole('list', { name: 'Last refusals' });
  const refused = refusals.getByRole('listitem').first();
  await refused.getByText('limit 10', { exact: false }).first().waitFor();
  await refused.getByRole('link', { name: 'Value held' }).click();
  await page.waitForURL('**/risk#limit-max_total_notional');

  await hydrated(held.getByRole('button', { name: 'Change Value held, momentum' }));
  await held.getByRole('button', { name: 'Change Value held, momentum' }).click();
  const change = page.getByRole('dialog', { name: 'Change the limit' });
  await change.getByLabel('How much there may be').fill('1000000');
  await change.getByRole('button', { name: 'Set the limit' }).click();
  await change.waitFor({ state: 'hidden' });
  await held.getByText('of 1,000,000.00').waitFor();

  await held.getByRole('button', { name: 'Remove Value held, momentum' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the limit' }).click();
  await held.getByText('No limit').waitFor();
  assert.equal(loads(), 1);
});

test('an instrument is locked for a bot, and unlocked', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await atRisk(page);
  await page.getByRole('button', { name: 'Lock an instrument' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lock an instrument' });
  await dialog.getByLabel('Why').fill('an announcement');
  await dialog.getByRole('button', { name: 'Lock the instrument' }).click();
  await dialog.getByText('Choose an instrument.').waitFor();
  await dialog.getByLabel('Instrument').selectOption('BINANCE:ETHUSDT');
  await dialog.getByLabel('For how long').selectOption({ label: '4 hours' });
  await nothingSerious(page);
  await dialog.getByRole('button', { name: 'Lock the instrument' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const lock = page.getByRole('list', { name: 'Locks' }).getByRole('listitem').filter({ hasText: 'ETHUSDT' });
  await lock.getByText('an announcement', { exact: false }).waitFor();
  await lock.getByRole('button', { name: 'Unlock ETHUSDT' }).click();
  await page.getByText('None is locked.').waitFor();
});

test('what a halt would stop is counted each time that it is asked', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const dialog = page.getByRole('dialog', { name: 'Halt all trading' });
  const orders = dialog.getByText('Open orders').locator('xpath=following-sibling::dd[1]');
  const bot = httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY });
  const terms = { venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY', qty: '0.001', orderType: 'LIMIT' } as const;
  for (const count of ['0', '1']) {
    await page.getByRole('button', { name: 'Halt all trading' }).click();
    await orders.filter({ hasText: count }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await bot.signals.submit.mutate({ dedupKey: `counted-${count}`, ...terms, limitPrice: '30000' });
    await orderCount(Number(count) + 1);
  }
});

test('a halt that is pressed again and again on a slow server is asked for once', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  let asked = 0;
  await page.route(/risk\.halt/, async (route) => {
    asked += 1;
    await sleep(1_000);
    await route.abort();
  });
  await page.getByRole('button', { name: 'Halt all trading' }).click();
  const dialog = page.getByRole('dialog', { name: 'Halt all trading' });
  await dialog.getByRole('button', { name: 'Halt trading' }).click();
  await dialog.getByRole('button', { name: 'Halting…' }).press('Enter');
  await dialog.getByLabel('Why').press('Enter');
  await dialog.getByText('The server cannot be reached.').waitFor();
  assert.equal(asked, 1);
});

test('trading is halted by the keyboard from any page, and resumed by name and password', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const other = await browsing.dashboard();
  const loads = countLoads(other);
  await page.goto('/t/demo/settings/team');
  const halt = page.getByRole('button', { name: 'Halt all trading' });
  await hydrated(halt);
  await halt.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Halt all trading' });
  await dialog.getByRole('definition').filter({ hasText: /^\d+$/ }).first().waitFor();
  await nothingSerious(page);
  // The focus is on what changes nothing.
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  assert.equal(await focused(), 'Cancel');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Halt trading');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Halted/ }).waitFor();
  await dialog.waitFor({ state: 'hidden' });

  // Whoever looks at another page sees it too, without a reload.
  await other.getByRole('button', { name: /^Halted/ }).waitFor();
  assert.equal(loads(), 0);

  await browsing.ask(`UPDATE sessions SET authenticated_at = authenticated_at - interval '1 hour'`);
  // What the server knows of a session may be a second old.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await page.getByRole('link', { name: 'Risk' }).first().click();
  const team = page.getByRole('list', { name: 'Switches' }).getByRole('listitem').filter({ hasText: 'The whole team' });
  await team.getByText('Halted by hand', { exact: false }).waitFor();
  await nothingSerious(page);
  const resume = team.getByRole('button', { name: 'Resume the whole team' });
  await hydrated(resume);
  await resume.click();
  const slow = page.getByRole('dialog', { name: 'Resume the whole team' });
  await slow.getByLabel('Type demo to resume').fill('dem');
  await page.keyboard.press('Enter');
  await slow.getByText('This is not its name.').waitFor();
  await nothingSerious(page);
  await slow.getByLabel('Type demo to resume').fill('demo');
  await page.keyboard.press('Enter');
  const who = page.getByRole('dialog', { name: 'Is it you?' });
  await who.getByLabel('Password').fill(DEMO.password);
  await page.keyboard.press('Enter');
  await page.getByText('Orders leave, within the limits below.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Halt all trading' }).waitFor();
  await other.getByRole('button', { name: 'Halt all trading' }).waitFor();
});

test('the page and its dialogs fit 320 px, in both themes, and a viewer is told why not', async () => {
  const viewport = { width: 320, height: 640 };
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browsing.dashboard({ viewport, colorScheme, reducedMotion: 'reduce' });
    await fits(page);
    await atRisk(page);
    await nothingSerious(page);
    await fits(page);
    for (const name of ['Set a limit', 'Lock an instrument', 'Halt all trading']) {
      await page.getByRole('button', { name }).click();
      const dialog = page.getByRole('dialog', { name });
      await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
      await nothingSerious(page);
      await fits(page);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'hidden' });
    }
  }
  await browsing.ask(`UPDATE memberships SET role = 'VIEWER' FROM tenants
    WHERE tenants.id = memberships.tenant_id AND tenants.slug = 'demo'`);
  const page = await browsing.dashboard();
  await page.goto('/t/demo/risk');
  await page.getByText('For owners and admins. You are a viewer', { exact: false }).first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Halt all trading' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Set a limit' }).count(), 0);
  await nothingSerious(page);
});
