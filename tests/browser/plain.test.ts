/** The settings without a script: every form is sent by the browser itself, and answered by another page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { DEMO, httpClient } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, signIn } from './browsing';
import { linkTo } from './mailbox';
import { totp } from './totp';

const MEMBERS = '/t/demo/settings/members';
const KEYS = '/t/demo/settings/keys';
const SECURITY = '/account/security';

let browsing: Browsing;
let plain: Page;
let password = DEMO.password;
let storageState: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
before(async () => {
  browsing = await Browsing.start();
  await begin();
});
after(() => browsing.stop());

/** Signs in, which takes a script, and goes on without one. */
async function begin(): Promise<void> {
  const page = await browsing.page();
  await page.goto('/login');
  await signIn(page, DEMO);
  storageState = await page.context().storageState();
  plain = await browsing.page({ javaScriptEnabled: false, storageState });
}

async function ask(statement: string): Promise<void> {
  const session = new pg.Client({ connectionString: browsing.stack.databaseUrl });
  await session.connect();
  await session.query(statement);
  await session.end();
}

/** The sessions' proofs of who one is are an hour old; what the server knows of one may be a second old. */
async function growOld(): Promise<void> {
  await ask(`UPDATE sessions SET authenticated_at = authenticated_at - interval '1 hour'`);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
}

function row(list: string, text: string) {
  return plain.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text });
}

test('an address is changed, and what is wrong is said at its field', async () => {
  await plain.goto('/account/profile');
  const form = plain.locator('form').filter({ hasText: 'New address' });
  const address = form.getByLabel('New address');
  await address.fill('nowhere');
  await form.getByRole('button').click();
  await form.getByText('This is not an e-mail address.').waitFor();
  await form.getByText('Enter your password.').waitFor();
  assert.equal(await address.getAttribute('aria-invalid'), 'true');
  assert.equal(await address.inputValue(), 'nowhere');
  await address.fill('other@tickwire.dev');
  await form.getByLabel('Password').fill('not-the-password');
  await form.getByRole('button').click();
  await form.getByText('This password is wrong.').waitFor();
  assert.equal(await form.getByLabel('Password').inputValue(), '');
  await form.getByLabel('Password').fill(password);
  await form.getByRole('button').click();
  await plain.getByText('Check the mail of the new address').waitFor();
  await linkTo(browsing.stack, 'other@tickwire.dev');
});

test('a password is changed', async () => {
  await plain.goto(SECURITY);
  const form = plain.locator('form').filter({ hasText: 'Current password' });
  const change = async (from: string, to: string) => {
    await form.getByLabel('Current password').fill(from);
    await form.getByLabel('New password').fill(to);
    await form.getByRole('button', { name: 'Change' }).click();
  };
  await change('not-the-password', 'correct horse battery');
  await form.getByText('This is not your current password.').waitFor();
  await change(password, 'password');
  await form.getByText('Too easily guessed.').waitFor();
  await change(password, 'correct horse battery');
  await form.getByText('Changed. Your other sessions have ended.').waitFor();
  password = 'correct horse battery';
});

test('the pages look as they are told to', async () => {
  await plain.goto('/account/appearance');
  await plain.getByLabel('Dark').check();
  await plain.getByLabel('Green and red').check();
  await plain.getByRole('button', { name: 'Save' }).click();
  await plain.getByText('Saved.').waitFor();
  await plain.goto('/t/demo');
  const html = plain.locator('html');
  assert.equal(await html.getAttribute('data-theme'), 'dark');
  assert.equal(await html.getAttribute('data-palette'), 'green-red');
});

test('somebody is invited, again, and no more', async () => {
  const email = 'grace@example.com';
  await plain.goto(MEMBERS);
  await plain.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = plain.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail').fill('nowhere');
  await dialog.getByLabel('Role').selectOption('OWNER');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.getByText('This is not an e-mail address.').waitFor();
  assert.equal(await dialog.getByLabel('Role').inputValue(), 'OWNER');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Send' }).click();
  await row('Invitations', email).filter({ hasText: 'Owner' }).waitFor();
  assert.equal(await dialog.count(), 0);

  const seen = [await linkTo(browsing.stack, email)];
  await plain.getByRole('button', { name: `Send again to ${email}` }).click();
  await row('Invitations', email).getByText('Sent', { exact: true }).waitFor();
  await linkTo(browsing.stack, email, seen);
  await plain.getByRole('button', { name: `Revoke ${email}` }).click();
  await plain.getByText('Nobody is invited at the moment.').waitFor();
});

test('a role is changed, and a member is removed after a question', async () => {
  await ask(`INSERT INTO memberships (id, tenant_id, user_id, role, updated_at)
    SELECT gen_random_uuid(), t.id, u.id, 'VIEWER', now() FROM tenants t, users u
    WHERE t.slug = 'demo' AND u.email = 'acme@tickwire.dev'`);
  await plain.goto(MEMBERS);
  const acme = row('Members', 'acme@tickwire.dev');
  await acme.getByRole('combobox').selectOption('TRADER');
  await acme.getByRole('button', { name: 'Save' }).click();
  await plain.goto(MEMBERS);
  assert.equal(await acme.getByRole('combobox').inputValue(), 'TRADER');
  // Who makes an owner proves who they are.
  await growOld();
  await plain.goto(MEMBERS);
  await acme.getByRole('combobox').selectOption('OWNER');
  await acme.getByRole('button', { name: 'Save' }).click();
  await acme.getByText('This needs your password once more.').waitFor();
  await acme.getByLabel('Password').fill('not-the-password');
  await acme.getByRole('button', { name: 'Save' }).click();
  await acme.getByText('This password is wrong.').waitFor();
  assert.equal(await acme.getByRole('combobox').inputValue(), 'OWNER');
  await acme.getByLabel('Password').fill(password);
  await acme.getByRole('button', { name: 'Save' }).click();
  await plain.goto(MEMBERS);
  assert.equal(await acme.getByRole('combobox').inputValue(), 'OWNER');
  await acme.getByRole('combobox').selectOption('VIEWER');
  await acme.getByRole('button', { name: 'Save' }).click();
  await plain.goto(MEMBERS);
  // The last owner stays one.
  const demo = row('Members', DEMO.email);
  await demo.getByRole('combobox').selectOption('VIEWER');
  await demo.getByRole('button', { name: 'Save' }).click();
  await demo.getByText('The last owner has to stay one').waitFor();

  await acme.getByRole('button', { name: 'Remove' }).click();
  const question = plain.getByRole('dialog', { name: /^Remove / });
  await question.getByRole('link', { name: 'Cancel' }).click();
  assert.equal(await question.count(), 0);
  await acme.getByRole('button', { name: 'Remove' }).click();
  await question.getByRole('button', { name: 'Remove the member' }).click();
  await acme.waitFor({ state: 'detached' });
});

test('a key is made, shown once, replaced and revoked', async () => {
  await growOld();
  await plain.goto(KEYS);
  await plain.getByRole('button', { name: 'New key' }).click();
  const dialog = plain.getByRole('dialog', { name: 'New API key' });
  await dialog.getByLabel('Read').uncheck();
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await dialog.getByText('Enter a name.').waitFor();
  await dialog.getByText('Choose at least one.').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('by hand');
  await dialog.getByLabel('Send signals').check();
  await dialog.getByLabel('Bot', { exact: true }).selectOption({ label: 'momentum' });
  await dialog.getByLabel('Ends', { exact: true }).selectOption({ label: 'In 30 days' });
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const kept = plain.getByRole('dialog', { name: 'Keep this key now' });
  const key = (await kept.getByLabel('The key', { exact: true }).textContent()) ?? '';
  // The page sent once more makes no other key.
  await plain.reload();
  assert.equal(await kept.getByLabel('The key', { exact: true }).textContent(), key);
  await kept.getByRole('link', { name: 'I have kept it' }).click();
  const made = row('API keys', 'by hand');
  await made.first().waitFor();
  assert.equal(await made.count(), 1);
  await made.filter({ hasText: 'Send signals · as momentum alone' }).filter({ hasText: 'ends' }).waitFor();
  assert.equal(await plain.getByText(key).count(), 0);

  await made.getByRole('button', { name: 'Replace' }).click();
  await plain.getByRole('button', { name: 'Replace the key' }).click();
  const other = (await plain.getByLabel('The new key', { exact: true }).textContent()) ?? '';
  assert.notEqual(other, key);
  await plain.getByRole('link', { name: 'I have kept it' }).click();
  await made.nth(1).waitFor();
  assert.equal(await made.count(), 2);
  await made.first().getByRole('button', { name: 'Revoke' }).click();
  await plain.getByRole('dialog').getByRole('button', { name: 'Revoke the key' }).click();
  await made.filter({ hasText: 'Revoked' }).waitFor();
  const program = httpClient(browsing.stack.apiUrl, { key: other });
  await assert.rejects(program.positions.getAll.query({}));
});

test('a second factor is set up, its codes are replaced, and it is turned off', async () => {
  await plain.goto(SECURITY);
  await plain.getByRole('button', { name: 'Set up' }).click();
  const dialog = plain.getByRole('dialog');
  await dialog.getByLabel('Password').fill('not-the-password');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByText('This password is wrong.').waitFor();
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const secret = (await dialog.getByLabel('The secret', { exact: true }).textContent()) ?? '';
  await dialog.getByLabel('Code', { exact: true }).fill('000000');
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await dialog.getByText('This code is wrong').waitFor();
  await dialog.getByLabel('Code', { exact: true }).fill(totp(secret, -1).replace(/(...)/, '$1 '));
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  const codes = plain.getByRole('list', { name: 'Recovery codes' });
  const first = await codes.getByRole('listitem').allInnerTexts();
  await plain.getByRole('link', { name: 'I have kept them' }).click();

  await plain.getByRole('button', { name: 'New recovery codes' }).click();
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByLabel('Code', { exact: true }).fill(first[0] ?? '');
  await dialog.getByRole('button', { name: 'Make new codes' }).click();
  const second = await codes.getByRole('listitem').allInnerTexts();
  assert.equal(second.length, first.length);
  assert.ok(!second.includes(first[1] ?? ''));
  await plain.getByRole('link', { name: 'I have kept them' }).click();

  await plain.getByRole('button', { name: 'Turn off' }).click();
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByLabel('Code', { exact: true }).fill(second[0] ?? '');
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await plain.getByRole('button', { name: 'Set up' }).waitFor();
});

test('one session is ended, then all; and a question has nothing serious', async () => {
  const other = await browsing.page();
  await other.goto('/login');
  await signIn(other, { ...DEMO, password });
  await plain.goto(SECURITY);
  const ends = plain.getByRole('list', { name: 'Sessions' }).getByRole('button', { name: /^End/ });
  const count = await ends.count();
  await ends.first().click();
  assert.equal(await ends.count(), count - 1);
  await plain.getByRole('button', { name: 'Log out everywhere' }).click();

  // What is said without a script is sound with one: axe needs it.
  const asked = await browsing.page({ storageState: await plain.context().storageState(), reducedMotion: 'reduce' });
  await asked.goto(plain.url());
  await asked.getByRole('dialog', { name: 'Log out everywhere' }).waitFor();
  await nothingSerious(asked);

  await plain.getByRole('dialog').getByRole('button', { name: 'Log out everywhere' }).click();
  await plain.waitForURL('**/login');
  await plain.goto(SECURITY);
  assert.equal(new URL(plain.url()).pathname, '/login');
});
