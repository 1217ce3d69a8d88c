/** Logging in and out, and whose pages one may see. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ACME, DEMO } from '../wire/clients';
import { Browsing, hydrated, position } from './browsing';

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

test('a person logs in with the keyboard alone', async () => {
  const page = await browsing.page();
  await page.goto('/login');
  await hydrated(page.locator('form'));
  // The first field has the focus.
  await page.keyboard.type(DEMO.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(DEMO.password);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/demo');
  await page.getByRole('heading', { name: 'Demo Trading', level: 1 }).waitFor();
  await position(page, 'BTCUSDT', 'momentum').waitFor();
});

test('a wrong password is said on the form, and the next attempt works', async () => {
  const page = await browsing.page();
  await page.goto('/login');
  await hydrated(page.locator('form'));
  await page.getByLabel('E-mail').fill(DEMO.email);
  await page.getByLabel('Password').fill('not-the-password');
  await page.keyboard.press('Enter');
  await page.locator('form').getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/login');
  // The password is selected, for typing it again.
  await page.keyboard.type(DEMO.password);
  await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.waitForURL('**/t/demo');
});

test('what is missing is said at the field', async () => {
  const page = await browsing.page();
  await page.goto('/login');
  await hydrated(page.locator('form'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Enter your e-mail address.').waitFor();
  await page.getByText('Enter your password.').waitFor();
});

test('who logs out is out, in every tab', async () => {
  const page = await browsing.dashboard();
  const other = await page.context().newPage();
  await page.getByRole('button', { name: DEMO.email }).press('Enter');
  await page.getByRole('menuitem', { name: 'Log out' }).press('Enter');
  await page.waitForURL('**/login');
  for (const path of ['/', '/t/demo']) {
    await other.goto(path);
    assert.equal(new URL(other.url()).pathname, '/login');
  }
  assert.deepEqual(
    (await page.context().cookies()).filter(({ name }) => name === 'tickwire'),
    [],
  );
});

test('nobody sees no dashboard', async () => {
  const page = await browsing.page();
  await page.goto('/t/demo');
  assert.equal(new URL(page.url()).pathname, '/login');
});

test("another tenant's page is as missing as one that never was", async () => {
  const page = await browsing.dashboard();
  const seen: string[] = [];
  for (const slug of ['acme', 'nobody']) {
    const response = await page.goto(`/t/${slug}`);
    assert.equal(response?.status(), 404);
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    seen.push(await page.getByRole('main').innerText());
  }
  assert.equal(seen[0], seen[1]);
});

test('each tenant sees its own positions', async () => {
  const page = await browsing.dashboard({}, ACME);
  assert.equal(new URL(page.url()).pathname, '/t/acme');
  await page.goto('/t/acme?status=all');
  const text = await page.getByRole('main').innerText();
  assert.match(text, /acme-bot/);
  assert.doesNotMatch(text, /momentum|mean-reversion/);
});
