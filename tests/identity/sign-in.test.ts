/** Signing in with OpenID Connect providers, there and back, and all that may go wrong on the way. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';
import pg from 'pg';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { ACME, Browser, DEMO } from './browser';
import { newKey } from './issuer';
import { startProvider, type Account, type Provider } from './provider';

let stack: Stack;
let database: pg.Client;
/** Believed about addresses. */
let trusted: Provider;
/** Not; but about having asked for a second factor. */
let other: Provider;

before(async () => {
  [trusted, other] = await Promise.all([startProvider(), startProvider()]);
  const configured = (id: string, name: string, { url, clientId, clientSecret }: Provider, trust: object) => ({
    ...{ id, name, issuer: url, clientId, clientSecret },
    ...trust,
  });
  const providers = [
    configured('trusted', 'Trusted', trusted, { linkByEmail: true }),
    configured('other', 'Other', other, { trustMfa: true }),
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
afterEach(() => {
  trusted.claims = {};
  trusted.isAway = false;
  trusted.published = undefined;
});

function demo(sub = 'demo'): Account {
  return { sub, email: DEMO, email_verified: true };
}

describe('signing in', () => {
  test('leads to a session, and back to where one was', async () => {
    const browser = new Browser(stack);
    assert.equal(await browser.signIn(demo(), trusted, 'trusted', '?returnTo=/t/demo%3Fx%3D1'), '/t/demo?x=1');
    assert.equal(await browser.me(), DEMO);
    // The state is gone with the sign-in.
    assert.ok(!browser.jar.header()?.includes('sign-in'));
    assert.equal(trusted.asked.get('grant_type'), 'authorization_code');
  });

  test('asks for a code with PKCE, state and nonce, each time others', async () => {
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      const asked = new URL(await new Browser(stack).start()).searchParams;
      assert.equal(asked.get('redirect_uri'), `${stack.webUrl}/auth/oidc/trusted/callback`);
      assert.equal(asked.get('scope'), 'openid email profile');
      for (const name of ['state', 'nonce', 'code_challenge']) {
        const value = asked.get(name) ?? '';
        assert.ok(value.length >= 43, name);
        seen.add(value);
      }
    }
    assert.equal(seen.size, 9);
    const again = new URL(await new Browser(stack).start('trusted', '?again=1')).searchParams;
    assert.deepEqual([again.get('prompt'), again.get('max_age')], ['login', '0']);
  });

  test('leads to no other page', async () => {
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '']) {
      const landed = await new Browser(stack).signIn(
        demo(),
        trusted,
        'trusted',
        `?returnTo=${encodeURIComponent(path)}`,
      );
      assert.equal(landed, '/');
    }
  });

  test('the login page is told who there is', async () => {
    const response = await fetch(`${stack.apiUrl}/trpc/auth.providers`);
    const said = (await response.json()) as { result: { data: { json: unknown } } };
    assert.deepEqual(said.result.data.json, [
      { id: 'trusted', name: 'Trusted', start: '/auth/oidc/trusted/start', registers: true },
      { id: 'other', name: 'Other', start: '/auth/oidc/other/start', registers: false },
    ]);
  });
});

describe('who it is', () => {
  test('the one whom the provider knows by that name, whatever becomes of the address', async () => {
    const sub = randomUUID();
    await new Browser(stack).signIn(demo(sub), trusted, 'trusted');
    const browser = new Browser(stack);
    assert.equal(await browser.signIn({ sub, email: ACME, email_verified: true }, trusted, 'trusted'), '/');
    assert.equal(await browser.me(), DEMO);
  });

  test('nobody by an address that is not verified, or not believed, or nobody’s', async () => {
    const sub = randomUUID();
    for (const [account, error] of [
      [{ sub, email: DEMO }, 'unverified'],
      [{ sub, email: DEMO, email_verified: false }, 'unverified'],
      [{ sub }, 'unverified'],
      [{ sub, email: 'nobody@example.com', email_verified: true }, 'no_account'],
    ] as const) {
      const browser = new Browser(stack);
      assert.equal(await browser.signIn(account, trusted, 'trusted'), `/login?error=${error}`);
      assert.equal(await browser.me(), undefined);
    }
    assert.equal(await new Browser(stack).signIn(demo(sub), other, 'other'), '/login?error=log_in_first');
  });

  test('the one who is logged in and asks for it, from then on', async () => {
    const account = { sub: randomUUID(), email: 'elsewhere@example.com' };
    const browser = new Browser(stack);
    await browser.logIn(DEMO);
    assert.equal(await browser.signIn(account, other, 'other', '?link=1&returnTo=/settings'), '/settings');
    const later = new Browser(stack);
    assert.equal(await later.signIn(account, other, 'other'), '/');
    assert.equal(await later.me(), DEMO);
    const { rows } = await database.query(
      `SELECT 1 FROM audit_entries WHERE action = 'identity.link' AND detail -> 'after' ->> 'issuer' = $1`,
      [other.url],
    );
    assert.equal(rows.length, 1);
    // It is nobody else's after that.
    const thief = new Browser(stack);
    await thief.logIn(ACME);
    assert.equal(await thief.signIn(account, other, 'other', '?link=1'), '/login?error=taken');
  });

  test('linking is asked for by the page itself, by somebody who has just proved who they are', async () => {
    assert.match(await new Browser(stack).start('other', '?link=1'), /error=log_in_first$/);
    const browser = new Browser(stack);
    await browser.logIn(DEMO);
    const elsewhere: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'none' }, {}];
    for (const headers of elsewhere) {
      assert.match(await browser.follow('/auth/oidc/other/start?link=1', headers), /error=state$/);
    }
    // Begun as one person, finished as another.
    const address = await browser.start('other', '?link=1');
    await browser.logIn(ACME);
    assert.equal(await browser.back(other.consent(address, { sub: randomUUID() })), '/login?error=state');
    await database.query(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes'`);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.match(await browser.start('other', '?link=1'), /\/account\/security\?open=connect-other$/);
  });
});

describe('what goes wrong', () => {
  test('another state, none, and another browser’s', async () => {
    const browser = new Browser(stack);
    const back = trusted.consent(await browser.start(), demo());
    const changed = new URL(back);
    changed.searchParams.set('state', 'x'.repeat(43));
    assert.equal(await new Browser(stack).back(back), '/login?error=state');
    assert.equal(await browser.back(changed), '/login?error=state');
    // That one was the only try.
    assert.equal(await browser.back(back), '/login?error=state');
    const without = new Browser(stack);
    const bare = trusted.consent(await without.start(), demo());
    bare.searchParams.delete('state');
    assert.equal(await without.back(bare), '/login?error=state');
  });

  test('a cookie that was made up', async () => {
    const { pathname, search } = trusted.consent(await new Browser(stack).start(), demo());
    for (const value of ['x', 'AQAAAAA', 'A'.repeat(600)]) {
      const headers = { cookie: `tickwire-sign-in=${value}` };
      const response = await fetch(`${stack.apiUrl}${pathname}${search}`, { redirect: 'manual', headers });
      assert.match(response.headers.get('location') ?? '', /error=state$/);
    }
  });

  test('a code that was used, and one of another verifier', async () => {
    const browser = new Browser(stack);
    const address = await browser.start();
    const header = browser.jar.header() ?? '';
    const back = trusted.consent(address, demo());
    assert.equal(await browser.back(back), '/');
    // The same browser state once more: the provider does not give for the code again.
    const again = await fetch(`${stack.apiUrl}${back.pathname}${back.search}`, {
      redirect: 'manual',
      headers: { cookie: header },
    });
    assert.match(again.headers.get('location') ?? '', /error=token$/);
    // A thief's code in another sign-in, whose verifier is another one.
    const [thief, victim] = [new Browser(stack), new Browser(stack)];
    const stolen = trusted.consent(await thief.start(), demo());
    const own = trusted.consent(await victim.start(), demo());
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    assert.equal(await victim.back(own), '/login?error=token');
  });

  test('providers that are mixed up', async () => {
    const browser = new Browser(stack);
    const back = trusted.consent(await browser.start(), demo());
    const elsewhere = new URL(back.toString().replace('/trusted/', '/other/'));
    assert.equal(await browser.back(elsewhere), '/login?error=state');
    const mixed = trusted.consent(await browser.start(), demo());
    mixed.searchParams.set('iss', other.url);
    assert.equal(await browser.back(mixed), '/login?error=state');
  });

  test('a token with another nonce, issuer, audience or time', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const claims of [
      { nonce: 'another' },
      { nonce: undefined },
      { iss: other.url },
      { aud: 'somebody-else' },
      { aud: ['tickwire', 'somebody-else'] },
      { exp: now - 90 },
      { iat: now + 90 },
      { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' },
    ]) {
      trusted.claims = claims;
      const browser = new Browser(stack);
      assert.equal(await browser.signIn(demo(), trusted, 'trusted'), '/login?error=token', JSON.stringify(claims));
      assert.equal(await browser.me(), undefined);
    }
    trusted.claims = { exp: now - 30 };
    assert.equal(await new Browser(stack).signIn(demo(), trusted, 'trusted'), '/');
  });

  test('a token by a key that is not published; and one by a new key, which is found', async () => {
    const published = trusted.key;
    trusted.key = { ...(await newKey('ES256')), kid: published.kid };
    trusted.published = published;
    assert.equal(await new Browser(stack).signIn(demo(), trusted, 'trusted'), '/login?error=token');
    trusted.key = await newKey('ES256');
    trusted.published = undefined;
    await new Promise((resolve) => setTimeout(resolve, 5100));
    assert.equal(await new Browser(stack).signIn(demo(), trusted, 'trusted'), '/');
  });

  test('a person who says no, a provider that is away, one that nobody knows', async () => {
    const browser = new Browser(stack);
    const back = trusted.consent(await browser.start(), demo());
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    assert.equal(await browser.back(back), '/login?error=denied');
    assert.match(await browser.start('nobody'), /error=unknown_provider$/);
    other.isAway = true;
    const landed = await browser.signIn(demo(), trusted, 'trusted');
    assert.equal(landed, '/');
    trusted.isAway = true;
    const address = await new Browser(stack).start();
    assert.ok(address.startsWith(trusted.url), 'what it said a moment ago is known');
    const late = new Browser(stack);
    const way = trusted.consent(await late.start(), demo());
    assert.equal(await late.back(way), '/login?error=token');
    other.isAway = false;
  });
});
