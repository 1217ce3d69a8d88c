/** Sessions of Auth.js, and of next-auth 4: tokens that their own packages made, in their own cookies. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { encode, type JWT } from '@auth/core/jwt';
import { CompactEncrypt } from 'jose';
import { startStack, type Stack } from '../../tools/stack.mjs';

const DEMO = 'demo@tickwire.dev';
/** What a cookie may hold, as Auth.js has it. */
const PART = 3936;
const secret = randomBytes(33).toString('base64');
const older = randomBytes(33).toString('base64');

let stack: Stack;
before(async () => {
  stack = await startStack({
    settings: {
      TICKWIRE_AUTHJS_SECRET: `${secret},${older}`,
      TICKWIRE_AUTHJS: JSON.stringify({ provision: true, claims: { tenant: 'team' } }),
    },
  });
});
after(() => stack.stop());

/** Its types are not asked for: they bring those of Next.js, which change what the environment of a process is. */
const { encode: encodeFour } = createRequire(import.meta.url)('next-auth/jwt') as {
  encode: (params: { token: JWT; secret: string; maxAge?: number }) => Promise<string>;
};

type Options = { secret?: string; maxAge?: number };

/** A release: its cookies, and how its package makes what is in them. */
type Release = {
  name: string;
  cookie: string;
  secureCookie: string;
  encode: (token: JWT, options: Options, cookie: string) => Promise<string>;
  /** How it encrypts, and the length of its key. */
  enc: string;
  keyLength: number;
};

const FIVE: Release = {
  name: 'Auth.js 5',
  cookie: 'authjs.session-token',
  secureCookie: '__Secure-authjs.session-token',
  encode: (token, options, cookie) => encode({ token, secret, salt: cookie, ...options }),
  enc: 'A256CBC-HS512',
  keyLength: 64,
};
const FOUR: Release = {
  name: 'next-auth 4',
  cookie: 'next-auth.session-token',
  secureCookie: '__Secure-next-auth.session-token',
  encode: (token, options) => encodeFour({ token, secret, ...options }),
  enc: 'A256GCM',
  keyLength: 32,
};

function session(release: Release, claims: JWT, options: Options = {}): Promise<string> {
  return release.encode({ sub: 'ada', ...claims }, options, release.cookie);
}

/** What `auth.me` says; with an origin, what a mutation does. */
async function ask(cookie: string, origin?: string) {
  const headers = { cookie, 'content-type': 'application/json' };
  const response = await (origin === undefined
    ? fetch(`${stack.apiUrl}/trpc/auth.me`, { headers })
    : fetch(`${stack.apiUrl}/trpc/signals.submit`, { method: 'POST', body: '{}', headers: { ...headers, origin } }));
  return { status: response.status, text: await response.text() };
}

async function refused(release: Release, token: string, sentence: RegExp): Promise<void> {
  const { status, text } = await ask(`${release.cookie}=${token}`);
  assert.equal(status, 401, text);
  assert.match(text, sentence);
}

for (const release of [FIVE, FOUR]) {
  describe(`a session of ${release.name}`, () => {
    test('is its person here', async () => {
      const { status, text } = await ask(`theme=dark; ${release.cookie}=${await session(release, { email: DEMO })}`);
      assert.equal(status, 200, text);
      assert.match(text, /"email":"demo@tickwire.dev".*"role":"OWNER"/);
    });

    test('of a secret that is being replaced is one too', async () => {
      const { status } = await ask(`${release.cookie}=${await session(release, { email: DEMO }, { secret: older })}`);
      assert.equal(status, 200);
    });

    test('that is too long for one cookie is in several', async () => {
      const token = await session(release, { email: DEMO, picture: 'x'.repeat(6000) });
      const parts: string[] = [];
      for (let at = 0; at * PART < token.length; at += 1) {
        parts.unshift(`${release.cookie}.${at}=${token.slice(at * PART, (at + 1) * PART)}`);
      }
      assert.ok(parts.length > 1);
      const { status, text } = await ask(parts.join('; '));
      assert.equal(status, 200, text);
    });

    test('makes its person, with the place and the role that it names', async () => {
      const claims = {
        sub: `new-${release.keyLength}`,
        email: `${release.keyLength}@example.com`,
        team: 'demo',
        role: 'trader',
      };
      const { text } = await ask(`${release.cookie}=${await session(release, claims)}`);
      assert.match(text, /"email":"\d+@example.com".*"slug":"demo".*"role":"TRADER"/);
    });

    test('goes behind a session of our own', async () => {
      const own = await fetch(`${stack.apiUrl}/trpc/auth.login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: stack.webUrl },
        body: JSON.stringify({ json: { email: 'acme@tickwire.dev', password: 'acme-tickwire-2026' } }),
      });
      const [cookie = ''] = own.headers.getSetCookie().flatMap((line) => line.match(/^tickwire=[^;]+/) ?? []);
      assert.match(
        (await ask(`${cookie}; ${release.cookie}=${await session(release, { email: DEMO })}`)).text,
        /acme@tickwire.dev/,
      );
      assert.match(
        (await ask(`tickwire=over; ${release.cookie}=${await session(release, { email: DEMO })}`)).text,
        /demo@tickwire.dev/,
      );
    });

    test('is a cookie: other pages may not use it', async () => {
      const cookie = `${release.cookie}=${await session(release, { email: DEMO })}`;
      for (const origin of ['https://evil.example', 'null']) {
        assert.equal((await ask(cookie, origin)).status, 403, origin);
      }
      const { status } = await ask(cookie, stack.webUrl);
      assert.equal(status, 400);
    });
  });

  describe(`what is refused of ${release.name}`, () => {
    test('another secret, another encryption', async () => {
      const another = randomBytes(33).toString('base64');
      await refused(release, await session(release, { email: DEMO }, { secret: another }), /not opened by/);
      const claims = new TextEncoder().encode(JSON.stringify({ sub: 'ada', email: DEMO, exp: 4_000_000_000 }));
      const plain = await new CompactEncrypt(claims)
        .setProtectedHeader({ alg: 'dir', enc: release.enc })
        .encrypt(new Uint8Array(release.keyLength));
      await refused(release, plain, /not opened by/);
    });

    test('one that was changed, in each of its parts', async () => {
      const token = await session(release, { email: DEMO });
      const parts = token.split('.');
      for (const at of [0, 2, 3, 4]) {
        const part = parts[at] ?? '';
        const other = (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
        await refused(release, parts.map((same, index) => (index === at ? other : same)).join('.'), /not opened by/);
      }
      for (const garbage of ['x', '....', 'a.b.c', token.slice(0, -2), `${token}.x`]) {
        await refused(release, garbage, /not opened by/);
      }
    });

    test('one that is over, and one of nobody', async () => {
      await refused(release, await session(release, { email: DEMO }, { maxAge: -16 }), /has ended/);
      await refused(release, await session(release, { sub: undefined, email: DEMO }), /names nobody/);
      await refused(release, await session(release, { sub: 'b' }), /no verified address/);
    });
  });
}

describe('a token of one release', () => {
  test('is none of the other, and none of another cookie', async () => {
    const [five, four] = [await session(FIVE, { email: DEMO }), await session(FOUR, { email: DEMO })];
    await refused(FOUR, five, /not opened by/);
    await refused(FIVE, four, /not opened by/);
    await refused(FIVE, await FIVE.encode({ sub: 'ada', email: DEMO }, {}, FIVE.secureCookie), /not opened by/);
  });

  test('is the same person’s as one of the other, by the name there', async () => {
    const claims = { sub: 'moved', email: 'moved@example.com', team: 'demo', role: 'viewer' };
    assert.match((await ask(`${FOUR.cookie}=${await session(FOUR, claims)}`)).text, /moved@example.com/);
    const { text } = await ask(`${FIVE.cookie}=${await session(FIVE, { ...claims, email: undefined })}`);
    assert.match(text, /moved@example.com/);
  });

  test('does not count over plain HTTP where the cookie says that it is secure', async () => {
    for (const release of [FIVE, FOUR]) {
      const token = await release.encode({ sub: 'ada', email: DEMO }, {}, release.secureCookie);
      assert.equal((await ask(`${release.secureCookie}=${token}`)).status, 401);
    }
  });
});
