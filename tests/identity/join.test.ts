/** What follows a provider's sign-in: the second factor's code, a first team, an invited place; and ways in, by hand. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { totp } from '../browser/totp';
import { ACME, Browser, DEMO, PASSWORDS } from './browser';
import { startProvider, type Account, type Provider } from './provider';

let stack: Stack;
let database: pg.Client;
/** Believed about addresses. */
let trusted: Provider;
/** Not; but about having asked for a second factor. */
let other: Provider;

before(async () => {
  [trusted, other] = await Promise.all([startProvider(), startProvider()]);
  const configured = (id: string, { url, clientId, clientSecret }: Provider) => ({
    ...{ id, name: `Provider ${id}`, issuer: url, clientId, clientSecret },
  });
  const providers = [
    { ...configured('trusted', trusted), linkByEmail: true },
    { ...configured('other', other), trustMfa: true },
  ];
  stack = await startStack({ settings: { TICKWIRE_OIDC_PROVIDERS: JSON.stringify(providers) } });
  database = new pg.Client({ connectionString: stack.databaseUrl });
  await database.connect();
});
after(async () => {
  await database.end();
  await stack.stop();
  await Promise.all([trusted.stop(), other.stop()]);
});

/** Somebody whom the provider knows. */
function account(email = `${randomUUID()}@example.com`, more: Partial<Account> = {}): Account {
  return { sub: randomUUID(), email, email_verified: true, ...more };
}

async function loggedIn(email: string, code?: string): Promise<Browser> {
  const browser = new Browser(stack);
  await browser.logIn(email, code);
  return browser;
}

/** The ways in of whoever is logged in there. */
async function identities(browser: Browser): Promise<{ id: string; provider: string | null; name: string }[]> {
  return (await browser.query('identities.list')) as { id: string; provider: string | null; name: string }[];
}

describe('a second factor', () => {
  const linked = account('elsewhere@example.com');
  let recoveryCodes: string[] = [];
  before(async () => {
    const browser = await loggedIn(ACME);
    assert.equal(await browser.signIn(linked, other, 'other', '?link=1'), '/');
    const begun = await browser.mutate('secondFactor.begin', { password: PASSWORDS[ACME] });
    const { secret } = begun.data as { secret: string };
    const { data } = await browser.mutate('secondFactor.confirm', { code: totp(secret) });
    ({ recoveryCodes } = data as { recoveryCodes: string[] });
  });

  test('is asked for on the way back, and opens the session', async () => {
    const browser = new Browser(stack);
    const landed = await browser.signIn(account(ACME), trusted, 'trusted', '?returnTo=/t/acme');
    assert.equal(landed, '/login/code?next=%2Ft%2Facme');
    assert.equal(await browser.me(), undefined);
    // Whoever does not have it has not become the person.
    const { rows } = await database.query('SELECT 1 FROM identities WHERE issuer = $1', [trusted.url]);
    assert.equal(rows.length, 0);
    const wrong = await browser.mutate('auth.completeSignIn', { code: '000000' });
    assert.equal(wrong.refusal, 'WrongCode');
    const right = await browser.mutate('auth.completeSignIn', { code: recoveryCodes[0] });
    assert.equal(right.refusal, undefined);
    assert.equal(await browser.me(), ACME);
    assert.ok(!browser.jar.header()?.includes('sign-in'));
    assert.equal((await browser.mutate('auth.completeSignIn', { code: recoveryCodes[1] })).refusal, 'NotBegun');
  });

  test('is good for ten minutes, and in the browser that began', async () => {
    const browser = new Browser(stack);
    await browser.signIn(account(ACME), trusted, 'trusted');
    const { refusal } = await new Browser(stack).mutate('auth.completeSignIn', { code: recoveryCodes[1] });
    assert.equal(refusal, 'NotBegun');
    // What is kept on the way to the provider does not do for what is kept on the way back.
    const begun = new Browser(stack);
    await begun.start();
    assert.equal((await begun.mutate('auth.completeSignIn', { code: recoveryCodes[1] })).refusal, 'NotBegun');
  });

  test('is not asked for where the provider has, and is believed about that', async () => {
    const several = { ...linked, amr: ['pwd', 'mfa'] };
    const browser = new Browser(stack);
    assert.equal(await browser.signIn(several, other, 'other'), '/');
    assert.equal(await browser.me(), ACME);
    for (const [who, provider, id] of [
      [{ ...linked, amr: ['pwd'] }, other, 'other'],
      [linked, other, 'other'],
      [account(ACME, { amr: ['mfa'] }), trusted, 'trusted'],
    ] as const) {
      assert.equal(await new Browser(stack).signIn(who, provider, id), '/login/code?next=%2F');
    }
  });

  test('is asked for where there is no password too', async () => {
    const { rows } = await database.query(
      `UPDATE users SET password_hash = NULL FROM users was WHERE was.id = users.id AND users.email = $1
       RETURNING was.password_hash`,
      [ACME],
    );
    const [{ password_hash: hash }] = rows as [{ password_hash: string }];
    try {
      assert.equal(await new Browser(stack).signIn(linked, other, 'other'), '/login/code?next=%2F');
    } finally {
      await database.query('UPDATE users SET password_hash = $2 WHERE email = $1', [ACME, hash]);
    }
  });
});

describe('somebody new', () => {
  test('becomes a person with a first team', async () => {
    const grace = account(undefined, { name: 'Grace Hopper' });
    const browser = new Browser(stack);
    assert.equal(await browser.signIn(grace, trusted, 'trusted', '?register=1&teamName=Compilers'), '/');
    const me = await browser.whole();
    assert.deepEqual([me?.user.email, me?.user.name], [grace.email, 'Grace Hopper']);
    assert.deepEqual([me?.tenant.name, me?.role], ['Compilers', 'OWNER']);
    const { rows } = await database.query(
      `SELECT action FROM audit_entries e JOIN tenants t ON t.id = e.tenant_id WHERE t.slug = $1 ORDER BY seq`,
      [me?.tenant.slug],
    );
    assert.deepEqual(
      rows.map(({ action }: { action: string }) => action),
      ['auth.register', 'auth.login', 'identity.link'],
    );
    // From then on it is a sign-in, with the wish or without.
    for (const query of ['', '?register=1']) {
      const later = new Browser(stack);
      assert.equal(await later.signIn(grace, trusted, 'trusted', query), '/');
      assert.equal((await later.whole())?.tenant.slug, me?.tenant.slug);
    }
  });

  test('who does not say how the team is called has one of their own name', async () => {
    const named = new Browser(stack);
    await named.signIn(account(undefined, { name: 'Ada Lovelace' }), trusted, 'trusted', '?register=1');
    assert.equal((await named.whole())?.tenant.name, 'Ada Lovelace');
    const nameless = new Browser(stack);
    await nameless.signIn(account(`alan-${randomUUID()}@example.com`), trusted, 'trusted', '?register=1&teamName=%0A');
    assert.match((await nameless.whole())?.tenant.name ?? '', /^alan-/);
  });

  test('is nobody by an address that is not verified or not believed, and without the wish', async () => {
    const browser = new Browser(stack);
    for (const [who, provider, id, query, error] of [
      [account(undefined, { email_verified: false }), trusted, 'trusted', '?register=1', 'unverified'],
      [account(), other, 'other', '?register=1', 'no_account'],
      [account(), trusted, 'trusted', '', 'no_account'],
      [account(DEMO), other, 'other', '?register=1', 'log_in_first'],
    ] as const) {
      assert.equal(await browser.signIn(who, provider, id, query), `/login?error=${error}`);
      assert.equal(await browser.me(), undefined);
    }
  });
});

describe('an invitation', () => {
  /** The token of one into the demo team. */
  async function invited(email: string): Promise<string> {
    const { refusal } = await (await loggedIn(DEMO)).mutate('invitations.create', { email, role: 'TRADER' });
    assert.equal(refusal, undefined);
    const answer = await fetch(`${stack.apiUrl}/dev/mail?to=${encodeURIComponent(email)}`, {
      headers: { accept: 'application/json' },
    });
    const [letter] = (await answer.json()) as [{ text: string }];
    return /token=(\S+)/.exec(letter.text)?.[1] ?? '';
  }

  test('is accepted as somebody new, whoever the provider is', async () => {
    const who = account(undefined, { name: 'Grace Hopper' });
    const token = await invited(who.email ?? '');
    const browser = new Browser(stack);
    assert.equal(await browser.signIn(who, other, 'other', `?invitation=${token}&returnTo=/t/demo`), '/t/demo');
    const me = await browser.whole();
    assert.deepEqual([me?.user.email, me?.tenant.slug, me?.role], [who.email, 'demo', 'TRADER']);
    const again = account();
    const used = await new Browser(stack).signIn(again, other, 'other', `?invitation=${token}`);
    assert.equal(used, '/login?error=invitation_over');
  });

  test('is accepted as a person who is known', async () => {
    const who = account(undefined, { name: 'Grace Hopper' });
    await new Browser(stack).signIn(who, trusted, 'trusted', '?register=1');
    const token = await invited(who.email ?? '');
    const browser = new Browser(stack);
    assert.equal(await browser.signIn(who, trusted, 'trusted', `?invitation=${token}`), '/');
    const me = await browser.whole();
    assert.deepEqual([me?.tenant.slug, me?.role], ['demo', 'TRADER']);
    assert.equal(((await browser.query('tenants.list')) as unknown[]).length, 2);
  });

  test('is nobody else’s', async () => {
    const email = `${randomUUID()}@example.com`;
    const token = await invited(email);
    for (const [who, error] of [
      [account(), 'other_address'],
      [account(email, { email_verified: false }), 'unverified'],
    ] as const) {
      assert.equal(
        await new Browser(stack).signIn(who, other, 'other', `?invitation=${token}`),
        `/login?error=${error}`,
      );
    }
    const { rows } = await database.query('SELECT 1 FROM users WHERE email = $1', [email]);
    assert.equal(rows.length, 0);
  });
});

describe('ways in', () => {
  test('are linked and unlinked by who has just proved who they are', async () => {
    const browser = await loggedIn(DEMO);
    const who = account('elsewhere@example.com');
    assert.equal(await browser.signIn(who, other, 'other', '?link=1'), '/');
    const [mine] = await identities(browser);
    assert.deepEqual([mine?.provider, mine?.name], ['other', 'Provider other']);
    const unlink = (password?: string) => browser.mutate('identities.unlink', { id: mine?.id, password });
    assert.equal((await unlink('not the password')).refusal, 'WrongPassword');
    assert.equal((await unlink(PASSWORDS[DEMO])).refusal, undefined);
    assert.deepEqual(await identities(browser), []);
    assert.equal(await new Browser(stack).signIn(who, other, 'other'), '/login?error=no_account');
    const { rows } = await database.query(
      `SELECT action, ip FROM audit_entries WHERE actor = $1 AND action LIKE 'identity.%' ORDER BY at`,
      [DEMO],
    );
    assert.deepEqual(
      rows.map(({ action }: { action: string }) => action),
      ['identity.link', 'identity.unlink'],
    );
  });

  test('the last one stays', async () => {
    const who = account();
    const browser = new Browser(stack);
    await browser.signIn(who, trusted, 'trusted', '?register=1');
    const [first] = await identities(browser);
    const unlink = async (id?: string) => (await browser.mutate('identities.unlink', { id })).refusal;
    assert.equal(await unlink(first?.id), 'LastWayIn');
    await browser.signIn(account(who.email), other, 'other', '?link=1');
    // Of two at once one is too late.
    const ids = (await identities(browser)).map(({ id }) => id);
    assert.deepEqual((await Promise.all(ids.map(unlink))).sort(), ['LastWayIn', undefined]);
    assert.equal((await identities(browser)).length, 1);
  });
});
