/** A person from the first page to the first bot; then their name, address, password and sessions. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { httpClient } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, hydrated, signIn } from './browsing';
import { linkTo } from './mailbox';

const ADA = { email: 'ada@example.com', password: 'correct horse battery' };

let browsing: Browsing;
let ada: Page;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

/** The form of a page, once it is alive. */
async function formAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page.locator('form').first());
}

test('from the first page to the first bot and its key, in under two minutes', async () => {
  const began = Date.now();
  const page = await browsing.page({ reducedMotion: 'reduce' });
  await page.goto('/login');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByRole('heading', { name: 'Create an account' }).waitFor();
  await hydrated(page.locator('form'));
  await nothingSerious(page);
  await page.getByLabel('E-mail').fill('ada');
  await page.keyboard.press('Enter');
  await page.getByText('This is not an e-mail address.').waitFor();
  await page.getByLabel('E-mail').fill(ADA.email);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await nothingSerious(page);

  await formAt(page, await linkTo(browsing.stack, ADA.email));
  await nothingSerious(page);
  await page.keyboard.type('Ada Lovelace');
  await page.keyboard.press('Tab');
  await page.keyboard.type('password');
  await page.getByLabel('Team').fill('Analytical Engines');
  await page.keyboard.press('Enter');
  await page.getByText('Too easily guessed.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await page.keyboard.press('Enter');

  await page.waitForURL('**/bots/new');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('first-bot');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make its key' }).click();
  const key = (await page.getByLabel('The key', { exact: true }).textContent()) ?? '';
  const { items } = await httpClient(browsing.stack.apiUrl, { key }).bots.list.query({});
  assert.deepEqual(
    items.map((bot) => bot.name),
    ['first-bot'],
  );
  assert.ok(Date.now() - began < 120_000);
  ada = page;
});

test('a link is good once', async () => {
  const page = await browsing.page();
  await formAt(page, await linkTo(browsing.stack, ADA.email));
  await page.getByLabel('Your name').fill('Eve');
  await page.getByLabel('Password', { exact: true }).fill('quite another horse');
  await page.getByLabel('Team').fill('Thieves');
  await page.keyboard.press('Enter');
  await page.getByText('This link was used before, or is too old.').waitFor();
  await page.getByRole('link', { name: 'Ask for another link' }).click();
  await page.waitForURL('**/register');
});

test('a name is changed with a script and without', async () => {
  await formAt(ada, '/account/profile');
  await ada.getByLabel('Name', { exact: true }).last().fill('Countess of Lovelace');
  await ada.getByRole('button', { name: 'Save' }).click();
  await ada.getByText('Saved.').waitFor();

  const storageState = await ada.context().storageState();
  const plain = await browsing.page({ javaScriptEnabled: false, storageState });
  await plain.goto('/account/profile');
  const name = plain.getByRole('textbox', { name: 'Name', exact: true });
  assert.equal(await name.inputValue(), 'Countess of Lovelace');
  await name.fill(' ');
  await plain.getByRole('button', { name: 'Save' }).click();
  await plain.getByText('One line of at most 64 characters').waitFor();
  await name.fill('Ada King');
  await plain.getByRole('button', { name: 'Save' }).click();
  await plain.getByText('Saved.').waitFor();
  await plain.goto('/account/profile');
  assert.equal(await name.inputValue(), 'Ada King');
});

test('another address is taken by the link to it', async () => {
  await formAt(ada, '/account/profile');
  const form = ada.locator('form').filter({ hasText: 'New address' });
  await form.getByLabel('New address').fill('countess@example.com');
  await form.getByLabel('Password').fill('not-the-password');
  await ada.keyboard.press('Enter');
  await ada.getByText('This password is wrong.').waitFor();
  await form.getByLabel('Password').fill(ADA.password);
  await ada.keyboard.press('Enter');
  await ada.getByText('Check the mail of the new address').waitFor();
  await ada.goto(await linkTo(browsing.stack, 'countess@example.com'));
  const confirm = ada.getByRole('button', { name: 'Confirm this address' });
  await hydrated(confirm);
  await nothingSerious(ada);
  await confirm.click();
  await ada.getByText('This is your address from now on.').waitFor();
  ADA.email = 'countess@example.com';
});

test('another password ends the other sessions', async () => {
  const other = await browsing.page();
  await other.goto('/login');
  await signIn(other, ADA);
  await formAt(ada, '/account/security');
  await ada.getByRole('list', { name: 'Sessions' }).getByRole('listitem').nth(1).waitFor();
  await nothingSerious(ada);
  await ada.getByLabel('Current password').fill(ADA.password);
  await ada.getByLabel('New password').fill('staple battery correct');
  await ada.keyboard.press('Enter');
  await ada.getByText('Changed. Your other sessions have ended.').waitFor();
  ADA.password = 'staple battery correct';
  await ada.getByRole('list', { name: 'Sessions' }).getByRole('listitem').nth(1).waitFor({ state: 'detached' });
  // Its open page goes by itself.
  await other.waitForURL('**/login');
});

test('one session is ended, then all', async () => {
  const other = await browsing.page();
  await other.goto('/login');
  await signIn(other, ADA);
  await formAt(ada, '/account/security');
  const sessions = ada.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await sessions.filter({ hasNotText: 'this one' }).getByRole('button').click();
  await sessions.nth(1).waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Log out everywhere' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Log out everywhere' }).click();
  await ada.waitForURL('**/login');
});

test('a forgotten password is replaced by the link in a mail', async () => {
  const page = await browsing.page({ reducedMotion: 'reduce' });
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByRole('heading', { name: 'Forgotten password' }).waitFor();
  await hydrated(page.locator('form'));
  await nothingSerious(page);
  const seen = [await linkTo(browsing.stack, ADA.email)];
  await page.getByLabel('E-mail').fill(ADA.email);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await formAt(page, await linkTo(browsing.stack, ADA.email, seen));
  await nothingSerious(page);
  await page.getByLabel('New password').fill('horse correct staple');
  await page.keyboard.press('Enter');
  await page.getByText('every session has ended').waitFor();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, { ...ADA, password: 'horse correct staple' });
});
