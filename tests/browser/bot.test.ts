/** One bot: what it earned and holds, live; its configurations, compared, saved, restored; its runs; its own halt. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DEMO, MOMENTUM_KEY, httpClient, logIn } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, alert, countLoads, hydrated } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

/** The page of `momentum`, or one below it. */
async function at(page: Page, path = ''): Promise<void> {
  await page.goto(`/t/demo/bots/${await momentum()}${path}`);
  await page.getByRole('heading', { level: 1, name: 'momentum' }).waitFor();
}

/** The id of `momentum`. */
async function momentum() {
  const { items } = await httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY }).bots.list.query({});
  return (items.find(({ name }) => name === 'momentum') ?? assert.fail('no such bot')).id;
}

test('a signal of the bot, its position and what it earned show without a reload', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await page.getByRole('link', { name: 'Bots' }).first().click();
  await page.getByRole('link', { name: 'momentum' }).click();
  await page.getByRole('heading', { level: 1, name: 'momentum' }).waitFor();
  const loads = countLoads(page);
  const held = page.getByRole('table', { name: 'Position' }).getByRole('row').filter({ hasText: 'BTCUSDT' });
  await held.filter({ hasText: '0.20000' }).waitFor();
  await page.getByRole('figure', { name: 'Equity' }).or(page.getByText('No equity yet')).waitFor();
  await alert(browsing.stack, { action: 'buy', contracts: '0.01', price: '67250.5' });
  const signals = page.getByRole('list', { name: 'Last signals' }).getByRole('listitem');
  await signals.filter({ hasText: 'Buy 0.01000 BTC' }).filter({ hasText: 'Executed' }).waitFor();
  await held.filter({ hasText: '0.21000' }).waitFor();
  await page.getByRole('figure', { name: 'Equity' }).waitFor();
  await nothingSerious(page);
  await page.getByRole('link', { name: 'Its orders' }).press('Enter');
  await page.getByRole('table', { name: 'Orders' }).getByRole('row').filter({ hasText: 'momentum' }).first().waitFor();
  assert.equal(loads(), 0);
});

test('a configuration is compared path by path, saved, and an older one restored', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await at(page, '/configuration');
  const text = page.getByLabel('As JSON');
  await hydrated(text);
  await text.fill('{"symbol": "BTCUSDT", "limits": {"qty": "0.1"}');
  await page.getByText('This is not JSON').waitFor();
  await text.fill('{"symbol": "BTCUSDT", "limits": {"qty": 0.1234567890123456}}');
  await page.getByText('Write 0.1234567890123456 in quotes').waitFor();
  await text.fill('{"symbol": "BTCUSDT", "limits": {"qty": "0.1"}}');
  await page.getByRole('button', { name: 'Save as version 1' }).press('Enter');
  await page.getByText('Saved as version 1.').waitFor();

  await text.fill('{"symbol": "BTCUSDT", "limits": {"qty": "0.2", "daily loss": "500"}}');
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await changes.filter({ hasText: 'limits.qty' }).filter({ hasText: 'Changed' }).waitFor();
  await changes.filter({ hasText: 'limits["daily loss"]' }).filter({ hasText: 'Added' }).waitFor();
  assert.equal(await changes.count(), 2);
  await nothingSerious(page);
  await page.getByRole('button', { name: 'Save as version 2' }).click();
  await page.getByText('Saved as version 2.').waitFor();

  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await changes.filter({ hasText: 'limits["daily loss"]' }).filter({ hasText: 'Removed' }).waitFor();
  await page.getByRole('button', { name: 'Save as version 3' }).click();
  await page.getByText('Saved as version 3.').waitFor();
  const versions = page.getByRole('list', { name: 'Versions' }).locator(':scope > li');
  await versions.filter({ hasText: 'Version 3' }).filter({ hasText: 'in use' }).waitFor();
  assert.equal(await versions.count(), 3);
});

test('a version that somebody else saved meanwhile is told at once, and nothing is written over unseen', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await at(page, '/configuration');
  const text = page.getByLabel('As JSON');
  await hydrated(text);
  await text.fill('{"mine": true}');
  await page.getByRole('button', { name: 'Save as version 4' }).waitFor();
  const bot = httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY });
  const owner = await browsing.dashboard();
  await at(owner, '/configuration');
  const theirs = owner.getByLabel('As JSON');
  await hydrated(theirs);
  await theirs.fill('{"theirs": true}');
  await owner.getByRole('button', { name: 'Save as version 4' }).click();
  await owner.getByText('Saved as version 4.').waitFor();

  const notice = page.getByRole('alert').filter({ hasText: 'saved version 4' });
  await notice.waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save as version 5' }).isDisabled(), true);
  await nothingSerious(page);
  await notice.getByRole('button', { name: 'Keep mine' }).click();
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await changes.filter({ hasText: 'theirs' }).filter({ hasText: 'Removed' }).waitFor();
  await page.getByRole('button', { name: 'Save as version 5' }).click();
  await page.getByText('Saved as version 5.').waitFor();
  const { version } = await bot.bots.get.query({ id: await momentum() });
  assert.deepEqual(version?.content, { mine: true });
});

test('a run begins with a start, ends with a stop, and keeps its reason', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await at(page, '/runs');
  const asked = page.getByRole('status', { name: 'Asked to' });
  const stop = page.getByRole('button', { name: 'Stop momentum' });
  await hydrated(stop);
  await stop.press('Enter');
  await page.getByRole('dialog').getByLabel('Why').fill('the week is over');
  await page.keyboard.press('Enter');
  await asked.filter({ hasText: 'Stopped' }).waitFor();
  await page.getByRole('button', { name: 'Start momentum' }).press('Enter');
  await asked.filter({ hasText: 'Running' }).waitFor();
  const runs = page.getByRole('list', { name: 'Runs, newest first' }).getByRole('listitem');
  await runs.first().filter({ hasText: 'Goes on' }).waitFor();
  await stop.press('Enter');
  await page.getByRole('dialog').getByLabel('Why').fill('enough');
  await page.keyboard.press('Enter');
  await runs.first().filter({ hasText: 'Ended' }).filter({ hasText: 'enough' }).waitFor();
  await nothingSerious(page);
});

test('the bot alone is halted by the keyboard, asks in vain, and is resumed by its name', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await at(page);
  const loads = countLoads(page);
  const halt = page.getByRole('button', { name: 'Halt momentum' });
  await hydrated(halt);
  await page.getByRole('button', { name: 'Start momentum' }).press('Enter');
  await page.getByRole('status', { name: 'Asked to' }).filter({ hasText: 'Running' }).waitFor();
  await halt.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Halt momentum' });
  const counted = dialog.getByRole('definition').filter({ hasText: /^1$/ });
  await counted.first().waitFor();
  await nothingSerious(page);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Cancel');
  await dialog.getByRole('button', { name: 'Halt the bot' }).press('Enter');
  const halted = page.getByRole('list', { name: 'Switches' }).getByRole('listitem');
  await halted.filter({ hasText: 'Halted · Nothing leaves.' }).filter({ hasText: 'Halted by hand' }).waitFor();
  await page.getByRole('button', { name: /^momentum: Halted/ }).waitFor();
  // The others go on.
  await page.getByRole('button', { name: 'Halt all trading' }).waitFor();
  await nothingSerious(page);

  await alert(browsing.stack, { action: 'buy', contracts: '0.011', price: '67250.5' });
  const signals = page.getByRole('list', { name: 'Last signals' }).getByRole('listitem');
  await signals.filter({ hasText: 'Buy 0.01100 BTC' }).filter({ hasText: 'Trading is halted' }).waitFor();

  await page.getByRole('button', { name: 'Resume momentum' }).press('Enter');
  await page.getByRole('dialog').getByLabel('Type momentum to resume').fill('momentum');
  await page.keyboard.press('Enter');
  await halted.waitFor({ state: 'detached' });
  await halt.waitFor();
  assert.equal(loads(), 0);
});

test('one that is started while the team is halted says that it still is, and leads to the switch', async () => {
  const { client } = await logIn(browsing.stack.apiUrl, DEMO);
  await client.risk.halt.mutate({ reason: 'A look at all of it' });
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await page.goto('/t/demo/bots');
  const row = page.getByRole('table', { name: 'Bots' }).getByRole('row').filter({ hasText: 'momentum' });
  await row.getByRole('link', { name: 'Halted' }).click();
  // The list that is left has buttons of the same names.
  await page.getByRole('heading', { level: 1, name: 'momentum' }).waitFor();
  await page.getByRole('button', { name: 'Pause momentum' }).press('Enter');
  const still = page.getByText('It is started, and still halted');
  await page.getByRole('status', { name: 'Asked to' }).filter({ hasText: 'Paused' }).waitFor();
  assert.equal(await still.count(), 0);
  await page.getByRole('button', { name: 'Start momentum' }).press('Enter');
  await still.waitFor();
  const halted = page.getByRole('list', { name: 'Switches' }).getByRole('listitem');
  await halted.filter({ hasText: 'The whole team · Halted' }).filter({ hasText: 'A look at all of it' }).waitFor();
  await nothingSerious(page);
  await page.getByRole('link', { name: 'To the team’s switch' }).press('Enter');
  await page.getByRole('button', { name: 'Resume the whole team' }).waitFor();
  await client.risk.resume.mutate({});
});

test('a trader halts the bot without a script, and is told who resumes it', async () => {
  const signed = await browsing.dashboard();
  const storageState = await signed.context().storageState();
  await browsing.ask(`UPDATE memberships SET role = 'TRADER'`);
  // What the server knows of a session may be a second old.
  while (!(await (await signed.request.get('/api/trpc/auth.me')).text()).includes('"TRADER"'));
  const page = await browsing.page({ javaScriptEnabled: false, storageState });
  await at(page);
  await page.getByRole('button', { name: 'Halt momentum' }).click();
  const dialog = page.getByRole('dialog', { name: 'Halt momentum' });
  await dialog.getByLabel('What still leaves').selectOption('What makes a position smaller');
  await dialog.getByLabel('Why').fill('too fast');
  await dialog.getByRole('button', { name: 'Halt the bot' }).click();
  const halted = page.getByRole('list', { name: 'Switches' }).getByRole('listitem');
  await halted.filter({ hasText: 'Reducing' }).filter({ hasText: 'too fast' }).waitFor();
  await halted.filter({ hasText: 'For owners and admins. You are a trader' }).waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.getByRole('button', { name: 'Halt all trading' }).waitFor();
  await browsing.ask(`UPDATE memberships SET role = 'OWNER'`);
});

test('a screen of 320 pixels has all of it, in both themes; a bot that is not there is no page', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browsing.dashboard({
      ...{ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
      ...{ reducedMotion: 'reduce', colorScheme },
    });
    for (const path of ['', '/configuration', '/runs']) {
      await at(page, path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path);
      await nothingSerious(page);
    }
    for (const id of ['nobody', '01999999-9999-7999-8999-999999999999']) {
      const response = await page.goto(`/t/demo/bots/${id}`);
      assert.equal(response?.status(), 404);
    }
    await page.context().close();
  }
});
