/** Logging in and out, and whose pages one may see. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ACME, DEMO, logIn } from '../wire/clients';
import { Browsing, connection, hydrated, position, signIn } from './browsing';

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
  // Past what leads those on who forgot it.
  while (
    !(await page.getByRole('button', { name: 'Sign in', exact: true }).evaluate((it) => it === document.activeElement))
  ) {
    await page.keyboard.press('Tab');
  }
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

test('a page runs its own scripts and no others, and no other page frames it', async () => {
  const page = await browsing.page();
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  const response = await page.goto('/login');
  const headers = response?.headers() ?? {};
  assert.match(headers['content-security-policy'] ?? '', /script-src 'nonce-[-0-9a-f]+' 'strict-dynamic';/);
  assert.match(headers['content-security-policy'] ?? '', /frame-ancestors 'none'/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  await signIn(page, DEMO);
  assert.deepEqual(violations, [], 'the pages keep their own policy');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="document.title = \'taken\'">');
  });
  await page.waitForFunction(() => document.images[document.images.length - 1]?.complete);
  assert.notEqual(await page.title(), 'taken');
  assert.ok(violations.length >= 1, 'what was injected is told');
});

test('why nobody was signed in elsewhere is said at the login', async () => {
  const page = await browsing.page();
  await page.goto('/login?error=denied');
  await page.getByRole('alert').filter({ hasText: 'The provider did not let you in.' }).waitFor();
  assert.equal(await page.getByRole('list', { name: 'Other ways to sign in' }).count(), 0);
});

test('the login leads on within this site alone', async () => {
  const page = await browsing.dashboard();
  for (const [next, path] of [
    ['/account/profile', '/account/profile'],
    ['//evil.example', '/t/demo'],
    ['/\\evil.example', '/t/demo'],
    ['https://evil.example', '/t/demo'],
  ] as const) {
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    assert.equal(page.url(), `${browsing.stack.webUrl}${path}`);
  }
});

test('a page asks where to go once its session is in another team, wherever it was moved there', async () => {
  const { client } = await logIn(browsing.stack.apiUrl, DEMO);
  const { id } = await client.tenants.create.mutate({ name: 'Second', idempotencyKey: crypto.randomUUID() });
  const page = await browsing.dashboard();
  const other = await page.context().newPage();
  await other.goto('/t/demo');
  await other.getByRole('button', { name: 'Team Demo Trading' }).click();
  await other.getByRole('menuitemradio', { name: 'Second' }).click();
  await page.waitForURL('**/switch/demo');
  await other.waitForURL('**/t/second');
  await connection(other, 'Live');
  await page.getByRole('button', { name: 'Switch to Demo Trading' }).click();
  await other.waitForURL('**/switch/second');
  await page.waitForURL('**/t/demo');
  await connection(page, 'Live');
  // A form without a script tells no other tab.
  const headers = { origin: browsing.stack.webUrl };
  const moved = await page.request.post('/api/trpc/tenants.switch', { headers, data: { json: { id } } });
  assert.ok(moved.ok(), await moved.text());
  await page.waitForURL('**/switch/demo');
});

test('what a page was left with is not done in the team that the session went to meanwhile', async () => {
  const { client } = await logIn(browsing.stack.apiUrl, DEMO);
  const { id } = await client.tenants.create.mutate({ name: 'Third', idempotencyKey: crypto.randomUUID() });
  const page = await browsing.dashboard();
  const storageState = await page.context().storageState();
  const plain = await browsing.page({ javaScriptEnabled: false, storageState });
  await plain.goto('/t/demo/risk');
  await plain.getByRole('button', { name: 'Halt all trading' }).click();
  const plainFile = await plain.context().newPage();
  // Nobody tells these pages: their sockets are cut, and what moves the session is no tab.
  await page.context().routeWebSocket('**/api/trpc*', () => undefined);
  const file = await page.context().newPage();
  for (const sends of [file, plainFile]) {
    await sends.goto('/t/demo/backtests/candles');
    await sends.getByLabel('Name').fill('left behind');
    const buffer = Buffer.from('time,open,high,low,close,volume\n1735689600,1,1,1,1,1');
    await sends.getByLabel('File').setInputFiles({ name: 'candles.csv', mimeType: 'text/csv', buffer });
  }
  await page.goto('/t/demo/risk');
  const halt = page.getByRole('button', { name: 'Halt all trading' });
  await hydrated(halt);

  const headers = { origin: browsing.stack.webUrl };
  const moved = await page.request.post('/api/trpc/tenants.switch', { headers, data: { json: { id } } });
  assert.ok(moved.ok(), await moved.text());
  await file.getByRole('button', { name: 'Upload' }).click();
  await file.getByText('You have gone to another team meanwhile').waitFor();
  // What the question counts is refused, which tells the page.
  await halt.click();
  await page.waitForURL('**/switch/demo');

  await plain.context().addCookies(await page.context().cookies());
  await plain.getByRole('dialog').getByRole('button', { name: 'Halt trading' }).click();
  await plain.waitForURL('**/switch/demo');
  await plainFile.getByRole('button', { name: 'Upload' }).click();
  await plainFile.waitForURL('**/switch/demo');

  // Neither team is halted, and this one has no candles.
  await page.goto('/t/third/risk');
  await halt.waitFor();
  await page.goto('/t/third/backtests/candles');
  await page.getByLabel('Name').waitFor();
  assert.equal(await page.getByText('left behind').count(), 0);
  await page.goto('/switch/demo');
  await page.getByRole('button', { name: 'Switch to Demo Trading' }).click();
  await page.waitForURL('**/t/demo');
  await halt.waitFor();
});
