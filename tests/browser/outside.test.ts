/** How people come in without a script: every form outside is sent by the browser itself, and answered by another page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { ACME, DEMO, logIn } from '../wire/clients';
import { Browsing } from './browsing';
import { linkTo } from './mailbox';
import { totp } from './totp';

const ADA = { email: 'ada@example.com', password: 'correct horse battery' };
const MOVED = 'lovelace@example.com';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

function stranger(): Promise<Page> {
  return browsing.page({ javaScriptEnabled: false });
}

/** Sends the login form. */
async function enter(page: Page, { email, password }: typeof DEMO): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What only a script does is not offered without one. */
async function nothingDead(page: Page): Promise<void> {
  const buttons = page.getByRole('button');
  for (const button of await buttons.all()) assert.equal(await button.getAttribute('type'), 'submit');
}

test('somebody registers by the link in a mail', async () => {
  const page = await stranger();
  await page.goto('/register');
  await nothingDead(page);
  await page.getByLabel('E-mail').fill('nowhere');
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('This is not an e-mail address.').waitFor();
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'nowhere');
  await page.getByLabel('E-mail').fill(ADA.email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.getByRole('link', { name: 'Use another address' }).click();
  assert.equal(await page.getByLabel('E-mail').inputValue(), '');

  const link = await linkTo(browsing.stack, ADA.email);
  await page.goto(link);
  await nothingDead(page);
  const send = async (password: string) => {
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Open the account' }).click();
  };
  await send('password');
  await page.getByText('Enter your name.').waitFor();
  await page.getByText('Enter a name for your team.').waitFor();
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Team').fill('Analytical Engines');
  await send('password');
  await page.getByText('Too easily guessed.').waitFor();
  assert.equal(await page.getByLabel('Team').inputValue(), 'Analytical Engines');
  assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '');
  await send(ADA.password);
  await page.waitForURL('**/t/analytical-engines/bots/new');

  const again = await stranger();
  await again.goto(link);
  await again.getByLabel('Your name').fill('Ada Lovelace');
  await again.getByLabel('Team').fill('Analytical Engines');
  await again.getByLabel('Password', { exact: true }).fill(ADA.password);
  await again.getByRole('button', { name: 'Open the account' }).click();
  await again.getByText('This link was used before, or is too old.').waitFor();
  await again.getByRole('link', { name: 'Ask for another link' }).waitFor();
});

test('a person signs in, and goes on to where they were sent from', async () => {
  const page = await stranger();
  await page.goto('/login?next=%2Faccount%2Fprofile');
  await nothingDead(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Enter your e-mail address.').waitFor();
  await page.getByText('Enter your password.').waitFor();
  await enter(page, { ...ADA, password: 'not-the-password' });
  await page.getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' }).waitFor();
  assert.equal(await page.getByLabel('E-mail').inputValue(), ADA.email);
  assert.ok(!page.url().includes('password'));
  await enter(page, ADA);
  await page.waitForURL('**/account/profile');
  // What the form says of where to go is read as what the address says.
  const other = await stranger();
  await other.goto('/login?next=%2F%2Fevil.example');
  await enter(other, ADA);
  await other.waitForURL('**/t/analytical-engines');
});

test('another address is taken by the link to it', async () => {
  const page = await stranger();
  await page.goto('/login?next=%2Faccount%2Fprofile');
  await enter(page, ADA);
  await page.waitForURL('**/account/profile');
  const form = page.locator('form').filter({ hasText: 'New address' });
  await form.getByLabel('New address').fill(MOVED);
  await form.getByLabel('Password').fill(ADA.password);
  await form.getByRole('button').click();
  await page.getByText('Check the mail of the new address').waitFor();
  const link = await linkTo(browsing.stack, MOVED);
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.getByText('This is your address from now on.').waitFor();
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.getByText('This link was used before, or is too old.').waitFor();
  ADA.email = MOVED;
});

test('a forgotten password is replaced by the link in a mail', async () => {
  const page = await stranger();
  const seen = [await linkTo(browsing.stack, ADA.email)];
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByLabel('E-mail').fill(ADA.email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  const link = await linkTo(browsing.stack, ADA.email, seen);
  const choose = async (password: string) => {
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Choose this password' }).click();
  };
  await page.goto(link);
  await nothingDead(page);
  await choose('password');
  await page.getByText('Too easily guessed.').waitFor();
  await choose('horse correct staple');
  await page.getByText('every session has ended').waitFor();
  await page.goto(link);
  await choose('horse correct staple');
  await page.getByText('This link was used before, or is too old.').waitFor();
  await page.getByRole('link', { name: 'Ask for another link' }).waitFor();
  ADA.password = 'horse correct staple';
  await page.goto('/login');
  await enter(page, ADA);
  await page.waitForURL('**/t/analytical-engines');
});

test('a second factor is asked for beside the password', async () => {
  const { client } = await logIn(browsing.stack.apiUrl, ADA);
  const { secret } = await client.secondFactor.begin.mutate({ password: ADA.password });
  await client.secondFactor.confirm.mutate({ code: totp(secret, -1) });
  const page = await stranger();
  await page.goto('/login');
  await enter(page, ADA);
  await page.getByLabel('Code').fill('000000');
  assert.equal(await page.getByLabel('Password').inputValue(), '');
  await nothingDead(page);
  await enter(page, ADA);
  await page.getByText('Enter the code.').or(page.getByText('This code is wrong')).waitFor();
  await page.getByLabel('Code').fill(totp(secret).replace(/(...)/, '$1 '));
  await enter(page, ADA);
  await page.waitForURL('**/t/analytical-engines');
});

test('an invitation is accepted by somebody new, and by somebody who first logs out', async () => {
  const { client } = await logIn(browsing.stack.apiUrl, DEMO);
  const email = 'grace@example.com';
  await client.invitations.create.mutate({ email, role: 'TRADER' });
  const page = await stranger();
  await page.goto(await linkTo(browsing.stack, email));
  await nothingDead(page);
  await page.getByRole('button', { name: 'Join Demo Trading' }).click();
  await page.getByText('Enter your name.').waitFor();
  await page.getByText('Choose a password.').waitFor();
  await page.getByLabel('Your name').fill('Grace Hopper');
  await page.getByLabel('Password', { exact: true }).fill('nanoseconds are short wires');
  await page.getByRole('button', { name: 'Join Demo Trading' }).click();
  await page.waitForURL('**/t/demo');

  await client.invitations.create.mutate({ email: ACME.email, role: 'VIEWER' });
  await page.goto(await linkTo(browsing.stack, ACME.email));
  await page.getByText(`You are signed in as ${email}.`).waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('link', { name: 'Sign in to accept it' }).click();
  await enter(page, ACME);
  await page.getByRole('button', { name: 'Join Demo Trading' }).click();
  await page.waitForURL('**/t/demo');
  // A link into the other team asks first.
  await page.goto('/t/acme');
  await page.getByRole('button', { name: /^Switch to/ }).click();
  await page.waitForURL('**/t/acme');
});
