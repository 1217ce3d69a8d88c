/** What a bot says to its people, live and 10,000 lines of it; and what it is told, until it answers. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DEMO, MOMENTUM_KEY, httpClient, logIn, openSocket, overSocket, type Client } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, countLoads, hydrated } from './browsing';
import { longestTask } from './longest-task';

let browsing: Browsing;
/** The program of the bot `momentum`. */
let program: Client;
let id: Awaited<ReturnType<Client['bots']['list']['query']>>['items'][number]['id'];
before(async () => {
  browsing = await Browsing.start();
  program = httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY });
  const { items } = await program.bots.list.query({});
  id = (items.find(({ name }) => name === 'momentum') ?? assert.fail('no such bot')).id;
});
after(() => browsing.stop());

async function at(page: Page, path: 'messages' | 'commands'): Promise<void> {
  await page.goto(`/t/demo/bots/${id}/${path}`);
  await hydrated(page.getByRole('search').getByRole('combobox'));
}

function row(page: Page, text: string) {
  return page.getByRole('main').getByRole('row').filter({ hasText: text });
}

test('what a bot says is on its page as it says it, whatever its clock says; and by how much it matters', async () => {
  await program.bots.log.mutate({ id, messages: [{ text: 'It trades 0.5 of ETHUSDT.' }] });
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await page.goto(`/t/demo/bots/${id}`);
  await page.getByRole('link', { name: 'Messages' }).click();
  await row(page, 'It trades 0.5 of ETHUSDT.').filter({ hasText: 'Info' }).waitFor();
  const loads = countLoads(page);
  const earlier = new Date(Date.now() - 3_600_000);
  await program.bots.log.mutate({ id, messages: [{ level: 'ERROR', text: 'The feed is away.', at: earlier }] });
  await row(page, 'The feed is away.').filter({ hasText: 'Error' }).waitFor();
  const first = page.getByRole('table', { name: 'Messages' }).getByRole('row').nth(1);
  assert.match((await first.textContent()) ?? '', /The feed is away/);
  await nothingSerious(page);

  await page.getByRole('combobox', { name: 'Level' }).selectOption('Error');
  await row(page, 'It trades').waitFor({ state: 'detached' });
  await program.bots.log.mutate({
    id,
    messages: [{ text: 'It is back.' }, { level: 'ERROR', text: 'It is away again.' }],
  });
  await row(page, 'It is away again.').waitFor();
  assert.equal(await row(page, 'It is back.').count(), 0);
  await page.getByRole('combobox', { name: 'Level' }).selectOption('Warning');
  await page.getByText('No match').waitFor();
  assert.equal(loads(), 0);
});

test('a command waits until the program answers it, and shows what it said', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await at(page, 'commands');
  await page.getByText('No commands yet').waitFor();
  const send = page.getByRole('button', { name: 'Send a command' });
  await send.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Send momentum a command' });
  const kind = dialog.getByRole('combobox', { name: 'Command' });
  await kind.selectOption('Flatten');
  await nothingSerious(page);
  await dialog.getByRole('button', { name: 'Send Flatten' }).press('Enter');
  await row(page, 'Flatten').filter({ hasText: 'Waiting' }).filter({ hasText: 'demo@tickwire.dev' }).waitFor();

  await send.press('Enter');
  await kind.selectOption('Custom');
  await dialog.getByLabel('What goes with it').fill('{"qty": 0.7');
  await dialog.getByRole('button', { name: 'Send Custom' }).press('Enter');
  await dialog.getByText('This is not JSON').waitFor();
  await dialog.getByLabel('What goes with it').fill('{"qty": "0.7"}');
  await dialog.getByRole('button', { name: 'Send Custom' }).press('Enter');
  await row(page, '{"qty":"0.7"}').filter({ hasText: 'Waiting' }).waitFor();

  const loads = countLoads(page);
  const { items } = await program.bots.commands.query({ id });
  assert.deepEqual(
    items.map((command) => [command.kind, command.payload]),
    [
      ['CUSTOM', { qty: '0.7' }],
      ['FLATTEN', null],
    ],
  );
  const [custom, flatten] = items;
  assert.ok(custom && flatten);
  await program.bots.acknowledge.mutate({ id: flatten.id, done: true, result: 'It holds nothing.' });
  await program.bots.acknowledge.mutate({ id: custom.id, done: false, result: 'That is too much.' });
  await row(page, 'Flatten').filter({ hasText: 'Done' }).filter({ hasText: 'It holds nothing.' }).waitFor();
  await row(page, 'Custom').filter({ hasText: 'Failed' }).filter({ hasText: 'That is too much.' }).waitFor();
  await nothingSerious(page);
  await page.getByRole('combobox', { name: 'State' }).selectOption('Failed');
  await row(page, 'Flatten').waitFor({ state: 'detached' });
  assert.equal(loads(), 0);
});

test('a command is sent without a script', async () => {
  const signed = await browsing.dashboard();
  const storageState = await signed.context().storageState();
  const page = await browsing.page({ javaScriptEnabled: false, storageState });
  await page.goto(`/t/demo/bots/${id}/commands`);
  await page.getByRole('button', { name: 'Send a command' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Command' }).selectOption('Custom');
  await dialog.getByLabel('What goes with it').fill('["a list"]');
  await dialog.getByRole('button', { name: /^Send/ }).click();
  await dialog.getByText('This has to be an object').waitFor();
  assert.equal(await dialog.getByLabel('What goes with it').inputValue(), '["a list"]');
  await dialog.getByLabel('What goes with it').fill('{"by": "hand"}');
  await dialog.getByRole('button', { name: /^Send/ }).click();
  await row(page, '{"by":"hand"}').filter({ hasText: 'Waiting' }).waitFor();
  assert.equal(await dialog.count(), 0);
});

test('a command that the program took says so, and one that nobody answers expires with the stop of the bot', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await at(page, 'commands');
  const loads = countLoads(page);
  const { client } = await logIn(browsing.stack.apiUrl, DEMO);
  await client.bots.command.mutate({ id, kind: 'RELOAD' });
  await row(page, 'Reload').filter({ hasText: 'Waiting' }).waitFor();
  const socket = overSocket(openSocket(browsing.stack.apiUrl, { key: MOMENTUM_KEY }));
  const listening = socket.client.bots.onCommand.subscribe({ id }, {});
  await row(page, 'Reload').filter({ hasText: 'Taken' }).waitFor();
  listening.unsubscribe();
  await socket.close();
  await client.bots.stop.mutate({ id });
  await row(page, 'Reload').filter({ hasText: 'Expired' }).waitFor();
  await nothingSerious(page);
  assert.equal(loads(), 0);
});

test('10,000 messages are read on as one scrolls, and stay smooth', async (context) => {
  // Some of them are longer than a line.
  await browsing.ask(`
    INSERT INTO bot_messages SELECT copy.* FROM generate_series(1, 10000) AS n,
      (SELECT * FROM bot_messages WHERE bot_id = '${id}' LIMIT 1) AS one,
      jsonb_populate_record(NULL::bot_messages, to_jsonb(one) || jsonb_build_object(
        'id', lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000',
        'text', 'line ' || n || repeat(' of a story that is longer than the page is wide', n % 7))) AS copy`);
  const page = await browsing.dashboard({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
  await at(page, 'messages');
  const table = page.getByRole('table', { name: 'Messages' });
  const scroller = table.locator('xpath=..');
  const longest = await longestTask(page, () =>
    scroller.evaluate(async (element) => {
      const end = performance.now() + 120_000;
      while (element.querySelector('table')?.getAttribute('aria-rowcount') === '-1' && performance.now() < end) {
        element.scrollTop = element.scrollHeight;
        await new Promise(requestAnimationFrame);
      }
      for (let frame = 0; frame < 200; frame += 1) {
        element.scrollTop -= element.clientHeight * 0.9;
        await new Promise(requestAnimationFrame);
      }
    }),
  );
  context.diagnostic(`longest task while 10,000 messages were read: ${String(longest)} ms`);
  // What failed to be read would be said here.
  assert.deepEqual(await page.getByRole('main').getByRole('alert').allInnerTexts(), []);
  assert.ok(Number(await table.getAttribute('aria-rowcount')) > 10_000);
  assert.ok((await table.getByRole('row').count()) < 100);
  assert.ok(longest > 0 && longest <= 100, `${String(longest)} ms`);
});

test('a list is read on though the browser tells late that its end is in view', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
  // Without time in between it tells of two moments at once, the older first.
  await page.addInitScript(() => {
    const away = { isIntersecting: false } as IntersectionObserverEntry;
    globalThis.IntersectionObserver = class extends IntersectionObserver {
      constructor(tell: IntersectionObserverCallback, options?: IntersectionObserverInit) {
        super((entries, observer) => tell([away, ...entries], observer), options);
      }
    };
  });
  await at(page, 'messages');
  const table = page.getByRole('table', { name: 'Messages' });
  const furthest = await table.locator('xpath=..').evaluate(async (element) => {
    let index = 0;
    for (const end = performance.now() + 20_000; index < 500 && performance.now() < end;) {
      element.scrollTop = element.scrollHeight;
      await new Promise(requestAnimationFrame);
      index = Math.max(...[...element.querySelectorAll('tr')].map((row) => Number(row.ariaRowIndex)));
    }
    return index;
  });
  assert.ok(furthest >= 500, `it ended at row ${String(furthest)}`);
});

test('who may not send is told why, on a screen of 320 pixels, in both themes', async () => {
  await browsing.ask(`UPDATE memberships SET role = 'VIEWER' FROM tenants
    WHERE tenants.id = memberships.tenant_id AND tenants.slug = 'demo'`);
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browsing.dashboard({
      ...{ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
      ...{ reducedMotion: 'reduce', colorScheme },
    });
    for (const path of ['messages', 'commands'] as const) {
      await at(page, path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path);
      await nothingSerious(page);
    }
    await page.getByRole('main').getByText('For owners, admins and traders. You are a viewer').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Send a command' }).count(), 0);
    await page.context().close();
  }
});
