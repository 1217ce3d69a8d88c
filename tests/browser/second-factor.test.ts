/** A person sets a second factor up, signs in with it, with a recovery code, and turns it off. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DEMO } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, hydrated } from './browsing';
import { totp } from './totp';

let browsing: Browsing;
let secret = '';
let recoveryCodes: string[] = [];
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

/** At the login, with the right password, where the code is asked for. */
async function atTheCode(): Promise<Page> {
  const page = await browsing.page();
  await page.goto('/login');
  await hydrated(page.locator('form'));
  await page.getByLabel('E-mail').fill(DEMO.email);
  await page.getByLabel('Password').fill(DEMO.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code', { exact: true }).waitFor();
  return page;
}

test('it is set up by the keyboard alone', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await page.goto('/account/security');
  const setUp = page.getByRole('button', { name: 'Set up' });
  await hydrated(setUp);
  await setUp.press('Enter');
  const password = page.getByRole('dialog').getByLabel('Password');
  await password.waitFor();
  await page.keyboard.type('not-the-password');
  await page.keyboard.press('Enter');
  await page.getByText('This password is wrong.').waitFor();
  await nothingSerious(page);
  await password.fill(DEMO.password);
  await page.keyboard.press('Enter');

  await page.getByRole('img', { name: /The secret as a picture/ }).waitFor();
  await nothingSerious(page);
  secret = (await page.getByLabel('The secret', { exact: true }).textContent()) ?? '';
  const code = page.getByLabel('Code', { exact: true });
  assert.ok(await code.evaluate((input) => input === document.activeElement));
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await page.getByText('This code is wrong').waitFor();
  // As it is pasted out of an authenticator that writes it in two parts.
  await code.fill(totp(secret, -1).replace(/(...)/, '$1 '));
  await page.keyboard.press('Enter');

  const list = page.getByRole('list', { name: 'Recovery codes' });
  await list.waitFor();
  await nothingSerious(page);
  recoveryCodes = await list.getByRole('listitem').allInnerTexts();
  assert.ok(recoveryCodes.length >= 8, String(recoveryCodes.length));
  await page.getByRole('button', { name: 'I have kept them' }).press('Enter');
  await list.waitFor({ state: 'detached' });
  await page.getByText(`${recoveryCodes.length} recovery codes left`).waitFor();
});

test('signing in asks for the code', async () => {
  const page = await atTheCode();
  await nothingSerious(page);
  await page.keyboard.press('Enter');
  await page.getByText('Enter the code.').waitFor();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await page.getByText('The code has six digits').waitFor();
  await page.getByLabel('Code', { exact: true }).fill(totp(secret));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/demo');
});

test('a recovery code does instead, once', async () => {
  const code = recoveryCodes[0] ?? '';
  const page = await atTheCode();
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code', { exact: true }).fill(code);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/demo');

  const again = await atTheCode();
  await again.getByLabel('Code', { exact: true }).fill(code);
  await again.keyboard.press('Enter');
  await again.getByText('This code is wrong, or was used before.').waitFor();
});

test('another address asks for the code', async () => {
  const page = await atTheCode();
  await page.getByLabel('Code', { exact: true }).fill(recoveryCodes[3] ?? '');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/demo');
  await page.goto('/account/profile');
  await hydrated(page.locator('form').filter({ has: page.getByLabel('New address') }));
  await page.getByLabel('New address').fill('elsewhere@example.com');
  await page.getByLabel('Password').fill(DEMO.password);
  await page.keyboard.press('Enter');
  const code = page.getByLabel('Code', { exact: true });
  await code.waitFor();
  await nothingSerious(page);
  await code.fill(recoveryCodes[4] ?? '');
  await page.keyboard.press('Enter');
  await page.getByText('Check the mail of the new address').waitFor();
  assert.equal(await code.count(), 0);
});

test('it is turned off by a password and a code', async () => {
  const page = await atTheCode();
  await page.getByLabel('Code', { exact: true }).fill(recoveryCodes[1] ?? '');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/demo');
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Turn off' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn the second factor off' });
  await dialog.getByLabel('Password').fill(DEMO.password);
  await dialog.getByLabel('Code', { exact: true }).fill(recoveryCodes[2] ?? '');
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Set up' }).waitFor();
});
