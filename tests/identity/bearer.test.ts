/** Bearer tokens of outside issuers: who is believed, what is refused, and who it then is. */
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { exportSPKI, importJWK, type JWTPayload } from 'jose';
import pg from 'pg';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { newKey, startIssuer, type Issuer, type Key, type TokenOptions } from './issuer';

const ALGORITHMS = ['RS256', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const DEMO = 'demo@tickwire.dev';

let stack: Stack;
let database: pg.Client;
/** Believed about addresses; makes nobody. */
let linking: Issuer;
/** Makes people and their places; is not believed about addresses. */
let making: Issuer;
/** Says things in its own words, of one tenant alone. */
let peculiar: Issuer;
/** Configured, and away. */
let away: Issuer;
/** Keys of `making`, by algorithm. */
const signing = new Map<string, Key>();
/** Keys that it publishes for something else than this. */
let unusable: Key[];

before(async () => {
  [linking, making, peculiar, away] = await Promise.all([startIssuer(), startIssuer(), startIssuer(), startIssuer()]);
  away.isAway = true;
  for (const alg of ALGORITHMS) signing.set(alg, await newKey(alg));
  const [encrypting, short, named] = await Promise.all([newKey(), newKey(), newKey('PS256')]);
  unusable = [encrypting, short, { ...named, alg: 'RS256', privateKey: making.key.privateKey }];
  making.published.push(
    ...[...signing.values()].map(({ jwk }) => jwk),
    { ...encrypting.jwk, use: 'enc' },
    { ...short.jwk, n: (short.jwk.n ?? '').slice(0, 171) },
    named.jwk,
    { kty: 'oct', k: 'c2VjcmV0', kid: 'shared', use: 'sig' },
    { kty: 'unheard-of', kid: 'new' },
  );
  const issuers = [
    { issuer: linking.url, audience: ['tickwire'], linkByEmail: true },
    { issuer: making.url, audience: ['tickwire', 'other'], jwks: `${making.url}/jwks`, provision: true },
    {
      issuer: peculiar.url,
      authorizedParties: ['http://localhost:3000'],
      claims: { email: 'mail', emailVerified: null, tenant: '/o/slg', role: 'https://example.com/role' },
      roles: { 'org:admin': 'ADMIN', 'org:member': 'VIEWER' },
      tenants: ['demo'],
      provision: true,
    },
    { issuer: away.url, audience: ['tickwire'] },
  ];
  stack = await startStack({ settings: { TICKWIRE_ISSUERS: JSON.stringify(issuers) } });
  database = new pg.Client({ connectionString: stack.databaseUrl });
  await database.connect();
});
after(async () => {
  await database.end();
  await stack.stop();
  await Promise.all([linking, making, peculiar, away].map((issuer) => issuer.stop()));
});

type Me = { user: { id: string; email: string }; tenant: { slug: string }; role: string };
type Said = { result?: { data: { json: Me } }; error?: { json: { message: string; data: { httpStatus: number } } } };

async function ask(token: string): Promise<Said> {
  const response = await fetch(`${stack.apiUrl}/trpc/auth.me`, { headers: { authorization: `Bearer ${token}` } });
  return (await response.json()) as Said;
}

async function me(token: string): Promise<Me> {
  const said = await ask(token);
  assert.ok(said.result, JSON.stringify(said));
  return said.result.data.json;
}

async function refused(token: string, sentence: RegExp, status = 401): Promise<void> {
  const said = await ask(token);
  assert.equal(said.error?.json.data.httpStatus, status, JSON.stringify(said));
  assert.match(said.error.json.message, sentence);
}

/** The demo person, as `linking` says. */
function demo(claims: JWTPayload = {}, options: TokenOptions = {}): Promise<string> {
  return linking.token({ email: DEMO, email_verified: true, ...claims }, options);
}

describe('signatures', () => {
  for (const alg of ALGORITHMS) {
    test(`${alg} is taken`, async () => {
      const key = signing.get(alg);
      const token = await making.token(
        { sub: alg, email: `${alg}@example.com`, email_verified: true, tenant: 'demo', role: 'VIEWER' },
        { key },
      );
      assert.equal((await me(token)).user.email, `${alg}@example.com`);
    });
  }

  test('none and shared secrets are not', async () => {
    const [, claims] = (await demo()).split('.');
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await refused(`${part({ alg: 'none' })}.${claims}.`, /signed/);
    await refused(`${part({ alg: 'nOnE', kid: linking.key.kid })}.${claims}.x`, /signed/);
    // The published key as a shared secret, in every form that it has been mistaken in.
    const publicKey = await importJWK(linking.key.jwk, 'RS256', { extractable: true });
    assert.ok(!(publicKey instanceof Uint8Array));
    const secrets = [await exportSPKI(publicKey), linking.key.jwk.n ?? '', JSON.stringify(linking.key.jwk), ''];
    for (const secret of secrets) {
      const head = `${part({ alg: 'HS256', kid: linking.key.kid })}.${claims}`;
      const signature = createHmac('sha256', secret).update(head).digest('base64url');
      await refused(`${head}.${signature}`, /algorithm/);
    }
  });

  test('a token brings no key of its own', async () => {
    const own = await newKey();
    const foreign = await startIssuer();
    try {
      for (const header of [
        { jwk: own.jwk },
        { jku: `${foreign.url}/jwks` },
        { x5u: `${foreign.url}/certificate` },
        { x5c: ['AAAA'] },
      ]) {
        const token = await demo({}, { key: own, header: { kid: linking.key.kid, ...header } });
        await refused(token, /header|signed/);
      }
      assert.equal(foreign.reads, 0);
    } finally {
      await foreign.stop();
    }
  });

  test('another’s key, another’s name, another’s words', async () => {
    const token = await demo();
    const [header = '', claims = '', signature = ''] = token.split('.');
    await refused(await demo({}, { key: { ...(await newKey()), kid: linking.key.kid } }), /signature/);
    await refused(await demo({}, { key: making.key }), /key is none/);
    const other = JSON.parse(Buffer.from(claims, 'base64url').toString()) as JWTPayload;
    const changed = Buffer.from(JSON.stringify({ ...other, email: 'acme@tickwire.dev' })).toString('base64url');
    await refused(`${header}.${changed}.${signature}`, /signature/);
    await refused(`${header}.${claims}.${signature.slice(0, -4)}AAAA`, /signature/);
    for (const garbage of ['..', 'a.b.c', `${header}..${signature}`, `${'a'.repeat(9000)}.b.c`]) {
      await refused(garbage, /token/);
    }
  });

  test('a key is used for what it is', async () => {
    for (const key of unusable) await refused(await making.token({}, { key }), /key is none/);
  });
});

describe('claims', () => {
  const now = () => Math.floor(Date.now() / 1000);

  test('time, give or take a minute', async () => {
    assert.equal((await me(await demo({ exp: now() - 30, nbf: now() + 30, iat: now() + 30 }))).user.email, DEMO);
    await refused(await demo({ exp: now() - 90 }), /expired/);
    await refused(await demo({ exp: undefined }), /when it expires/);
    await refused(await demo({ exp: 'tomorrow' as never }), /when it expires/);
    await refused(await demo({ nbf: now() + 90 }), /not valid yet/);
    await refused(await demo({ iat: now() + 90 }), /not valid yet/);
  });

  test('for whom, from whom, about whom', async () => {
    for (const aud of ['other', ['other', 'another'], null, '', []]) {
      await refused(await demo({ aud: aud as never }), /somebody else/);
    }
    assert.equal((await me(await demo({ aud: ['other', 'tickwire'] }))).user.email, DEMO);
    await refused(await demo({ iss: 'https://issuer.example' }), /issuer is not known/);
    await refused(await demo({ iss: `${linking.url}/` }), /issuer is not known/);
    await refused(await demo({ sub: undefined }), /names nobody/);
    await refused(await demo({}, { header: { typ: 'logout+jwt' } }), /another kind/);
    assert.equal((await me(await demo({}, { header: { typ: 'at+jwt' } }))).user.email, DEMO);
  });
});

describe('keys', () => {
  test('a new one is found; names that are made up do not make us ask', async () => {
    assert.equal((await me(await demo())).user.email, DEMO);
    await linking.rotate();
    await pause();
    assert.equal((await me(await demo())).user.email, DEMO);
    const reads = linking.reads;
    const strange = await newKey();
    for (let turn = 0; turn < 40; turn += 1) {
      const token = await demo({}, { key: { ...strange, kid: randomUUID() } });
      await refused(token, /key is none/);
    }
    assert.ok(linking.reads <= reads + 1, `${linking.reads - reads} readings`);
  });

  test('an issuer that is away is no reason to believe or to disbelieve', async () => {
    await refused(await away.token({}), /busy/, 503);
  });
});

describe('people', () => {
  const person = (subject: string, claims: JWTPayload = {}) =>
    making.token({ sub: subject, email: `${subject}@example.com`, email_verified: true, tenant: 'demo', ...claims });

  test('one of ours, by the address that the issuer is believed about', async () => {
    const found = await me(await demo({ sub: 'known' }));
    assert.deepEqual([found.user.email, found.tenant.slug, found.role], [DEMO, 'demo', 'OWNER']);
    // From here on by the name, whatever becomes of the address.
    assert.equal((await me(await demo({ sub: 'known', email: 'new@example.com' }))).user.id, found.user.id);
    await refused(await demo({ sub: 'strange', email: 'nobody@example.com' }), /not known here/);
    await refused(await demo({ sub: 'unverified', email_verified: false }), /no verified address/);
    await refused(await demo({ sub: 'silent', email_verified: null }), /no verified address/);
    await refused(await demo({ sub: 'foreign', email: 'demo@tickwire.dev', tenant: 'acme' }), /not a member/);
  });

  test('a new one, and their place; the role follows the token', async () => {
    const subject = `new-${randomUUID()}`;
    const [first, second] = await Promise.all([
      person(subject, { role: 'TRADER' }),
      person(subject, { role: 'TRADER' }),
    ]);
    const [one, other] = await Promise.all([me(first), me(second)]);
    assert.deepEqual([one.user.id, one.role], [other.user.id, 'TRADER']);
    assert.equal((await me(await person(subject, { role: 'VIEWER' }))).role, 'VIEWER');
    assert.equal((await me(await person(subject))).role, 'VIEWER');
    const { rows } = await database.query<{ detail: unknown }>(
      `SELECT detail FROM audit_entries WHERE action = 'member.provision' AND target = $1 ORDER BY seq`,
      [one.user.id],
    );
    assert.deepEqual(
      rows.map(({ detail }) => detail),
      [
        { before: null, after: { role: 'TRADER' } },
        { before: { role: 'TRADER' }, after: { role: 'VIEWER' } },
      ],
    );
    await database.query(`UPDATE memberships SET role = 'OWNER' WHERE user_id = $1`, [one.user.id]);
    // Another token: the one from before is known for a moment longer.
    assert.equal((await me(await person(subject, { role: 'VIEWER', jti: randomUUID() }))).role, 'OWNER');
  });

  test('a new one who comes with many tokens at once is made once', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const subject = `many-${randomUUID()}`;
      const comeAs = (role: string) =>
        Promise.all(Array.from({ length: 12 }, async () => me(await person(subject, { role, jti: randomUUID() }))));
      const made = [...(await comeAs('TRADER')), ...(await comeAs('VIEWER'))];
      assert.equal(new Set(made.map(({ user }) => user.id)).size, 1);
      const { rowCount } = await database.query(
        `SELECT FROM audit_entries WHERE action = 'member.provision' AND target = $1`,
        [made[0]?.user.id],
      );
      assert.equal(rowCount, 2);
    }
  });

  test('nobody becomes somebody who has the address already', async () => {
    await refused(await person('thief', { email: DEMO, role: 'OWNER' }), /not believed about addresses/);
    await refused(await person('homeless', { role: 'EMPEROR' }), /not a member/);
    await refused(await person('lost', { tenant: 'no-such-team', role: 'OWNER' }), /not a member/);
  });

  test('in words of the issuer’s own, of the tenants that it may speak of', async () => {
    const said = (slug: string, role: string) => ({
      sub: `peculiar-${slug}`,
      aud: undefined,
      azp: 'http://localhost:3000',
      mail: `peculiar-${slug}@example.com`,
      o: { slg: slug },
      'https://example.com/role': role,
    });
    assert.equal((await me(await peculiar.token(said('demo', 'org:admin')))).role, 'ADMIN');
    await refused(await peculiar.token(said('acme', 'org:admin')), /not a member/);
    await refused(await peculiar.token({ ...said('demo', 'ADMIN'), sub: 'b', mail: 'b@example.com' }), /not a member/);
    await refused(await peculiar.token({ ...said('demo', 'org:admin'), azp: 'http://evil.example' }), /somebody else/);
  });

  test('they may what their role may, with no cookie and so with no Origin', async () => {
    const token = await person(`trader-${randomUUID()}`, { role: 'TRADER' });
    const call = (procedure: string, input: unknown) =>
      fetch(`${stack.apiUrl}/trpc/${procedure}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ json: input }),
      });
    const bot = await database.query<{ id: string }>(
      `SELECT b.id FROM bots b JOIN tenants t ON t.id = b.tenant_id WHERE t.slug = 'demo' AND b.name = 'momentum'`,
    );
    const order = { botId: bot.rows[0]?.id, dedupKey: randomUUID(), venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY' };
    const sent = await call('signals.submit', { ...order, qty: '0.001' });
    assert.equal(sent.status, 200, await sent.text());
    // There is no session here that could be confirmed.
    const confirmed = await call('auth.confirm', { password: 'x' });
    assert.equal(confirmed.status, 403);
    assert.match(await confirmed.text(), /ConfirmationRequired/);
  });
});

/** Longer than an issuer's keys are left alone after they were read. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5_100));
}
