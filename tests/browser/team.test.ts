/** A team's bots, keys, members and audit log; and what a viewer is told instead. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { httpClient } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, hydrated } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

/** The demo's owner has this role from now on, and the server knows it. */
async function becomes(page: Page, role: 'OWNER' | 'VIEWER'): Promise<void> {
  const session = new pg.Client({ connectionString: browsing.stack.databaseUrl });
  await session.connect();
  await session.query(`UPDATE memberships SET role = '${role}' FROM tenants
    WHERE tenants.id = memberships.tenant_id AND tenants.slug = 'demo'`);
  await session.end();
  // What it knows of a session may be a second old.
  while (!(await (await page.request.get('/api/trpc/auth.me')).text()).includes(`"${role}"`));
}

/** The session's proof of who one is is an hour old. */
async function growOld(): Promise<void> {
  const session = new pg.Client({ connectionString: browsing.stack.databaseUrl });
  await session.connect();
  await session.query(`UPDATE sessions SET authenticated_at = authenticated_at - interval '1 hour'`);
  await session.end();
}

async function at(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

test('a bot, its key and its first signal, by the keyboard alone', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await at(page, '/t/demo/bots');
  await page.getByRole('link', { name: 'New bot' }).press('Enter');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.waitFor();
  await hydrated(name);
  await page.keyboard.press('Enter');
  await page.getByText('Enter a name.').waitFor();
  await page.keyboard.type('momentum');
  await page.keyboard.press('Enter');
  await page.getByText('Another bot of this team has this name.').waitFor();
  await name.fill('first-bot');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make its key' }).waitFor();
  await page.keyboard.press('Enter');
  const key = (await page.getByLabel('The key', { exact: true }).textContent()) ?? '';
  assert.match(key, /^tw_/);
  await nothingSerious(page);

  const command = (await page.getByRole('group', { name: 'The command' }).textContent()) ?? '';
  assert.ok(command.includes(`Bearer ${key}`));
  await page.getByText('Waiting for its first signal…').waitFor();
  await page.getByText('It stands still').waitFor();
  // Run as they are shown: again and again, each sends a signal of its own. What curl would send is printed here.
  const run = promisify(execFile);
  const { stdout } = await run('sh', ['-c', command.replace(/^curl/, String.raw`printf '%s\n'`)]);
  assert.match(stdout, /\{"dedupKey":"first-\d+",.+\}\n$/);
  await page.getByRole('button', { name: 'Python' }).press('Enter');
  const program = (await page.getByRole('group', { name: 'The program' }).textContent()) ?? '';
  await run('python3', ['-c', program]);
  await page.getByText(/first-bot has sent a signal, and it was refused\. The bot is stopped/i).waitFor();
  await nothingSerious(page);
  await page.getByRole('button', { name: 'Start first-bot' }).press('Enter');
  await page.getByText('It runs: it may trade.').waitFor();
  await run('python3', ['-c', program]);
  await page.getByText('first-bot has sent its first signal.').waitFor();
});

test('a key is made after the password was asked for again, shown once, replaced and revoked', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await growOld();
  await at(page, '/t/demo/settings/keys');
  const newKey = page.getByRole('button', { name: 'New key' });
  await hydrated(newKey);
  await newKey.click();
  const dialog = page.getByRole('dialog', { name: 'New API key' });
  await nothingSerious(page);
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await dialog.getByText('Enter a name.').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('backtester');
  await dialog.getByRole('button', { name: 'Make the key' }).click();

  const question = page.getByRole('dialog', { name: 'Is it you?' });
  await question.getByLabel('Password').fill('demo-tickwire-2026');
  await nothingSerious(page);
  await page.keyboard.press('Enter');
  const kept = page.getByRole('dialog', { name: 'Keep this key now' });
  const key = (await kept.getByLabel('The key', { exact: true }).textContent()) ?? '';
  await kept.getByRole('button', { name: 'I have kept it' }).click();
  const row = page.getByRole('list', { name: 'API keys' }).getByRole('listitem').filter({ hasText: 'backtester' });
  await row.waitFor();
  assert.equal(await page.getByText(key).count(), 0);
  const program = httpClient(browsing.stack.apiUrl, { key });
  await program.positions.getAll.query({});

  await row.getByRole('button', { name: 'Replace backtester' }).click();
  const replacing = page.getByRole('dialog', { name: 'Replace backtester' });
  await replacing.getByRole('button', { name: 'Replace the key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'I have kept it' }).click();
  await row.nth(1).waitFor();

  await row.first().getByRole('button', { name: 'Revoke backtester' }).click();
  const revoking = page.getByRole('dialog', { name: 'Revoke backtester' });
  await nothingSerious(page);
  // The focus starts on the way back.
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Cancel');
  await revoking.getByRole('button', { name: 'Revoke the key' }).click();
  await row.filter({ hasText: 'Revoked' }).waitFor();
});

test('the audit log tells of it, is filtered by its URL without a script, and is whole', async () => {
  const page = await browsing.dashboard();
  await at(page, '/t/demo/settings/audit');
  const entries = page.getByRole('list', { name: 'Entries, newest first' }).locator(':scope > li');
  await entries.filter({ hasText: 'key.create' }).first().waitFor();
  const verify = page.getByRole('button', { name: 'Verify' });
  await hydrated(verify);
  await verify.click();
  await page.getByText(/All \d+ entries are as they were written\./).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  assert.equal((await download).suggestedFilename(), 'tickwire-audit.jsonl');

  const storageState = await page.context().storageState();
  const plain = await browsing.page({ javaScriptEnabled: false, storageState });
  await plain.goto('/t/demo/settings/audit');
  await plain.getByLabel('Action').fill('key.revoke');
  await plain.getByRole('button', { name: 'Filter' }).click();
  await plain.waitForURL('**action=key.revoke**');
  const found = plain.getByRole('list', { name: 'Entries, newest first' }).locator(':scope > li');
  assert.equal(await found.count(), 1);
  await plain.getByLabel('Action').fill('no.such');
  await plain.getByRole('button', { name: 'Filter' }).click();
  await plain.getByText('No match').waitFor();
  await plain.getByRole('search').getByRole('link', { name: 'Clear filters' }).click();
  assert.ok((await found.count()) > 1);
});

test('the last owner stays', async () => {
  const page = await browsing.dashboard();
  await at(page, '/t/demo/settings/team');
  const leave = page.getByRole('button', { name: 'Leave the team' });
  await hydrated(leave);
  await leave.click();
  const dialog = page.getByRole('dialog', { name: 'Leave Demo Trading' });
  await dialog.getByRole('button', { name: 'Leave the team' }).click();
  await dialog.getByText('The last owner has to stay').waitFor();
});

test('a viewer is told why not, and who can change that', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await becomes(page, 'VIEWER');
  try {
    await at(page, '/t/demo/settings/team');
    await page.getByText('For owners. You are a viewer').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
    for (const path of ['members', 'keys', 'audit']) {
      await at(page, `/t/demo/settings/${path}`);
      await page.getByText('For owners and admins. You are a viewer').waitFor();
      await nothingSerious(page);
    }
    await at(page, '/t/demo/bots');
    await page.getByText('For owners, admins and traders. You are a viewer').waitFor();
    assert.equal(await page.getByRole('link', { name: 'New bot' }).count(), 0);
    await at(page, '/t/demo/bots/new');
    await page.getByText('For owners, admins and traders. You are a viewer').waitFor();
    assert.equal(await page.getByRole('textbox').count(), 0);
  } finally {
    await becomes(page, 'OWNER');
  }
});
