/** What leads somebody in from outside: links in e-mails, and providers of identity. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startProvider, type Provider } from '../identity/provider';
import { ACME, DEMO, logIn } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing, hydrated } from './browsing';
import { linkTo } from './mailbox';
import { totp } from './totp';

let browsing: Browsing;
/** Believed about addresses. */
let trusted: Provider;
/** Not. */
let other: Provider;
before(async () => {
  [trusted, other] = await Promise.all([startProvider(), startProvider()]);
  const configured = (id: string, name: string, { url, clientId, clientSecret }: Provider, linkByEmail: boolean) => ({
    ...{ id, name, issuer: url, clientId, clientSecret },
    linkByEmail,
  });
  const providers = [configured('trusted', 'Trusted', trusted, true), configured('other', 'Other', other, false)];
  browsing = await Browsing.start({ TICKWIRE_OIDC_PROVIDERS: JSON.stringify(providers) });
});
after(async () => {
  await browsing.stop();
  await Promise.all([trusted.stop(), other.stop()]);
});

test('a provider signs somebody in, and leads back to where they were sent from', async () => {
  trusted.visitor = { sub: 'demo', email: DEMO.email, email_verified: true };
  const page = await browsing.page({ reducedMotion: 'reduce' });
  await page.goto('/login?next=%2Ft%2Fdemo%2Fbots');
  const ways = page.getByRole('list', { name: 'Other ways to sign in' });
  assert.deepEqual(await ways.getByRole('link').allInnerTexts(), ['Continue with Trusted', 'Continue with Other']);
  await nothingSerious(page);
  await ways.getByRole('link', { name: 'Trusted' }).click();
  await page.waitForURL('**/t/demo/bots');
  await page.getByRole('button', { name: DEMO.email }).waitFor();
});

test('the login says why a provider signed nobody in', async () => {
  const page = await browsing.page();
  const refused = async (name: string, sentence: string) => {
    await page.goto('/login');
    await page.getByRole('link', { name: `Continue with ${name}` }).click();
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/login');
  };
  trusted.visitor = undefined;
  await refused('Trusted', 'The provider did not let you in.');
  trusted.visitor = { sub: 'new', email: 'nobody@example.com', email_verified: true };
  await refused('Trusted', 'There is no account for this address.');
  other.visitor = { sub: 'demo', email: DEMO.email, email_verified: true };
  await refused('Other', 'This address has an account: sign in with its password');
});

test('a provider is connected to an account, lets in from then on, and is disconnected', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  const ways = page.getByRole('list', { name: 'Providers' });
  const connect = async () => {
    await page.goto('/account/security');
    await ways.getByRole('link', { name: 'Connect Other' }).click();
  };
  other.visitor = undefined;
  await connect();
  await page.getByRole('alert').filter({ hasText: 'The provider did not let you in.' }).waitFor();
  other.visitor = { sub: 'elsewhere', email: 'elsewhere@example.com' };
  await connect();
  const disconnect = ways.getByRole('button', { name: 'Disconnect Other' });
  await disconnect.waitFor();
  await nothingSerious(page);
  const later = await browsing.page();
  await later.goto('/login');
  await later.getByRole('link', { name: 'Continue with Other' }).click();
  await later.waitForURL('**/t/demo');

  await hydrated(disconnect);
  await disconnect.click();
  const dialog = page.getByRole('dialog', { name: 'Disconnect Other' });
  await dialog.getByLabel('Password').fill('not-the-password');
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await dialog.getByText('This password is wrong.').waitFor();
  await dialog.getByLabel('Password').fill(DEMO.password);
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await ways.getByRole('link', { name: 'Connect Other' }).waitFor();
});

/** The sessions' proofs of who one is are an hour old; what the server knows of one may be a second old. */
async function growOld(): Promise<void> {
  await browsing.ask(`UPDATE sessions SET authenticated_at = authenticated_at - interval '1 hour'`);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with a script' : 'without one';

  test(`who signed in a while ago is asked who it is before a provider is connected, ${how}`, async () => {
    const signedIn = await browsing.dashboard();
    const storageState = await signedIn.context().storageState();
    const page = await browsing.page({ javaScriptEnabled, storageState, reducedMotion: 'reduce' });
    other.visitor = { sub: `late-${how}`, email: 'late@example.com' };
    await growOld();
    await page.goto('/account/security');
    const ways = page.getByRole('list', { name: 'Providers' });
    await ways.getByRole('link', { name: 'Connect Other' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Other' });
    await dialog.getByLabel('Password').waitFor();
    if (javaScriptEnabled) {
      await nothingSerious(page);
      await hydrated(dialog.locator('form'));
    }
    await dialog.getByLabel('Password').fill('not-the-password');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('This password is wrong.').waitFor();
    await dialog.getByLabel('Password').fill(DEMO.password);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    // No form leads to another site: without a script that takes a link.
    if (!javaScriptEnabled) await dialog.getByRole('link', { name: 'Go on to Other' }).click();
    await ways.getByRole('button', { name: 'Disconnect Other' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/account/security');

    await browsing.ask('DELETE FROM identities WHERE subject = $1', [`late-${how}`]);
  });

  test(`a second factor is asked for after the provider, ${how}`, async () => {
    const { client } = await logIn(browsing.stack.apiUrl, ACME);
    const { secret } = await client.secondFactor.begin.mutate({ password: ACME.password });
    const { recoveryCodes } = await client.secondFactor.confirm.mutate({ code: totp(secret) });
    const [code = ''] = recoveryCodes;
    trusted.visitor = { sub: 'acme', email: ACME.email, email_verified: true };
    const page = await browsing.page({ javaScriptEnabled, reducedMotion: 'reduce' });
    await page.goto('/login?next=%2Ft%2Facme%2Fbots');
    await page.getByRole('link', { name: 'Continue with Trusted' }).click();
    await page.waitForURL('**/login/code?next=*');
    const field = page.getByLabel('Code');
    if (javaScriptEnabled) await hydrated(field);
    const send = page.getByRole('button', { name: 'Sign in' });
    await send.click();
    await page.getByText('Enter the code.').waitFor();
    await field.fill('000000');
    await send.click();
    await page.getByText('This code is wrong').waitFor();
    await field.fill(code);
    await send.click();
    await page.waitForURL('**/t/acme/bots');
    await client.secondFactor.disable.mutate({ password: ACME.password, code: recoveryCodes[1] ?? '' });
    // What was begun is over: the code does not do again.
    await page.goto('/login/code');
    if (javaScriptEnabled) await hydrated(field);
    await field.fill(recoveryCodes[2] ?? '');
    await send.click();
    await page.getByText('This took too long, or began in another browser.').waitFor();
  });

  test(`somebody new registers by a provider, and joins by one, ${how}`, async () => {
    const email = `new-${String(javaScriptEnabled)}@example.com`;
    trusted.visitor = { sub: email, email, email_verified: true, name: 'Grace Hopper' };
    const page = await browsing.page({ javaScriptEnabled, reducedMotion: 'reduce' });
    await page.goto('/register');
    const ways = page.getByRole('list', { name: 'Other ways to sign in' });
    // By the one alone that is believed about addresses.
    assert.deepEqual(await ways.getByRole('link').allInnerTexts(), ['Continue with Trusted']);
    if (javaScriptEnabled) await nothingSerious(page);
    await ways.getByRole('link', { name: 'Trusted' }).click();
    await page.waitForURL(/\/t\/grace-hopper/);

    const { client } = await logIn(browsing.stack.apiUrl, DEMO);
    const invited = `invited-${String(javaScriptEnabled)}@example.com`;
    await client.invitations.create.mutate({ email: invited, role: 'TRADER' });
    other.visitor = { sub: invited, email: invited, email_verified: true, name: 'Alan Turing' };
    const guest = await browsing.page({ javaScriptEnabled, reducedMotion: 'reduce' });
    await guest.goto(await linkTo(browsing.stack, invited));
    if (javaScriptEnabled) await nothingSerious(guest);
    await guest.getByRole('link', { name: 'Continue with Other' }).click();
    await guest.waitForURL('**/t/demo');

    // Whoever has an account is led to their place by it too.
    await client.invitations.create.mutate({ email, role: 'VIEWER' });
    const known = await browsing.page({ javaScriptEnabled });
    await known.goto(await linkTo(browsing.stack, email));
    await known.getByRole('link', { name: 'Sign in to accept it' }).waitFor();
    await known.getByRole('link', { name: 'Continue with Trusted' }).click();
    await known.waitForURL('**/t/demo');
  });
}

test('the token of a link goes to no other site, and leaves the address bar', async () => {
  const page = await browsing.page();
  const email = 'ada@example.com';
  await page.goto('/register');
  await hydrated(page.locator('form'));
  await page.getByLabel('E-mail').fill(email);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  const response = await page.goto(await linkTo(browsing.stack, email));
  assert.equal(response?.headers()['referrer-policy'], 'strict-origin');
  await page.waitForURL((url) => url.search === '');
  // What was read is known all the same.
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByLabel('Team').fill('Analytical Engines');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/bots/new');

  for (const path of ['/register/complete', '/reset/complete', '/confirm-email']) {
    await page.goto(`${path}?token=x`);
    await page.waitForURL((url) => url.pathname === path && url.search === '');
    await page.reload();
    await page.getByText('Open the link in the e-mail once more').waitFor();
  }
  const invitation = await page.goto('/invite?token=x');
  assert.equal(invitation?.headers()['referrer-policy'], 'strict-origin');
  const ordinary = await page.goto('/login');
  assert.equal(ordinary?.headers()['referrer-policy'], 'same-origin');
});
