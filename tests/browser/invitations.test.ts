/** People come into a team by invitation, and move between the teams that they have. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { ACME } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, hydrated, signIn } from './browsing';
import { linkTo } from './mailbox';

const NEW = 'grace@example.com';

let browsing: Browsing;
let owner: Page;
before(async () => {
  browsing = await Browsing.start();
  owner = await browsing.dashboard({ reducedMotion: 'reduce' });
});
after(() => browsing.stop());

async function invite(email: string, role: string): Promise<void> {
  await owner.goto('/t/demo/settings/members');
  const button = owner.getByRole('button', { name: 'Invite', exact: true });
  await hydrated(button);
  await button.click();
  const dialog = owner.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Role').selectOption(role);
  await nothingSerious(owner);
  await owner.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await owner.getByRole('list', { name: 'Invitations' }).getByText(email).waitFor();
}

test('somebody new is invited, and joins as what was offered', async () => {
  await invite(NEW, 'VIEWER');
  const page = await browsing.page({ reducedMotion: 'reduce' });
  await page.goto(await linkTo(browsing.stack, NEW));
  await page.getByRole('heading', { name: 'Join Demo Trading' }).waitFor();
  await hydrated(page.locator('form'));
  await nothingSerious(page);
  await page.getByLabel('Your name').fill('Grace Hopper');
  await page.getByLabel('Password', { exact: true }).fill('12345678');
  await page.keyboard.press('Enter');
  await page.getByText('Too easily guessed.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill('nanoseconds of wire');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/demo');
  await page.goto('/t/demo/settings/keys');
  await page.getByText('You are a viewer').waitFor();
});

test('an address is invited once, and a role is changed', async () => {
  await owner.goto('/t/demo/settings/members');
  const row = owner.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: 'Grace Hopper' });
  const role = row.getByLabel('Role of Grace Hopper');
  await hydrated(role);
  await role.selectOption('TRADER');
  await row.getByRole('button', { name: 'Save' }).click();
  await row.getByRole('button', { name: /^Sav/ }).waitFor({ state: 'detached' });
  await owner.reload();
  assert.equal(await role.inputValue(), 'TRADER');

  const button = owner.getByRole('button', { name: 'Invite', exact: true });
  await hydrated(button);
  await button.click();
  await owner.getByRole('dialog').getByLabel('E-mail').fill(NEW);
  await owner.keyboard.press('Enter');
  await owner.getByText('Whoever has this address is a member already.').waitFor();
});

test('a link that was taken back offers nothing', async () => {
  await invite('nobody@example.com', 'TRADER');
  const link = await linkTo(browsing.stack, 'nobody@example.com');
  await owner.getByRole('button', { name: 'Revoke nobody@example.com' }).click();
  await owner.getByText('Nobody is invited at the moment.').waitFor();
  const page = await browsing.page();
  await page.goto(link);
  await page.getByText('This invitation was taken back.').waitFor();
});

test('whoever has an account signs in, joins, and switches between teams', async () => {
  await invite(ACME.email, 'ADMIN');
  const page = await browsing.page({ reducedMotion: 'reduce' });
  await page.goto(await linkTo(browsing.stack, ACME.email));
  await page.getByRole('link', { name: 'Sign in to accept it' }).click();
  await page.getByLabel('E-mail').waitFor();
  await hydrated(page.locator('form'));
  await page.getByLabel('E-mail').fill(ACME.email);
  await page.getByLabel('Password').fill(ACME.password);
  await page.keyboard.press('Enter');
  const join = page.getByRole('button', { name: 'Join Demo Trading' });
  await hydrated(join);
  await join.click();
  await page.waitForURL('**/t/demo');

  // A link into the other team asks first.
  await page.goto('/t/acme');
  const move = page.getByRole('button', { name: /^Switch to/ });
  await hydrated(move);
  await nothingSerious(page);
  await move.click();
  await page.waitForURL('**/t/acme');
  await page.goto('/t/acme?status=all');
  assert.match(await page.getByRole('main').innerText(), /acme-bot/);

  const trigger = page.getByRole('button', { name: /^Team / });
  await hydrated(trigger);
  await trigger.press('Enter');
  await page.getByRole('menuitemradio', { name: 'Demo Trading' }).waitFor();
  await nothingSerious(page);
  await page.getByRole('menuitemradio', { name: 'Demo Trading' }).click();
  await page.waitForURL('**/t/demo');
});

test('a team of one’s own is made, and renamed with a script and without', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' }, ACME);
  const trigger = page.getByRole('button', { name: /^Team / });
  await hydrated(trigger);
  await trigger.click();
  await page.getByRole('menuitem', { name: 'New team' }).click();
  await page.getByRole('dialog', { name: 'New team' }).getByLabel('Name').fill('Side Project');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/side-project**');
  const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto(`/t/${slug}/settings/team`);
  await hydrated(page.locator('form').first());
  await page.getByRole('textbox', { name: 'Name' }).fill('Main Project');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Team Main Project' }).waitFor();

  const plain = await browsing.page({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  await plain.goto(`/t/${slug}/settings/team`);
  await plain.getByRole('textbox', { name: 'Name' }).fill('Other Project');
  await plain.getByRole('button', { name: 'Save' }).click();
  await plain.getByText('Saved.').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Team Other Project' }).waitFor();
});

test('who is signed in as somebody else is told so', async () => {
  await invite('linus@example.com', 'VIEWER');
  const page = await browsing.page();
  await page.goto('/login');
  await signIn(page, ACME);
  await page.goto(await linkTo(browsing.stack, 'linus@example.com'));
  await page.getByText(`You are signed in as ${ACME.email}.`).waitFor();
  const logOut = page.getByRole('button', { name: 'Log out' });
  await hydrated(logOut);
  await logOut.click();
  await page.getByLabel('Your name').waitFor();
});
