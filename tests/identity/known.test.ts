/** Whoever a token or a session of Auth.js has just spoken for is known for a moment, and for no longer. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { encode } from '@auth/core/jwt';
import pg from 'pg';
import { WebSocket } from 'ws';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { socketUrl } from '../wire/clients';
import { Browser, DEMO } from './browser';
import { startIssuer, type Issuer } from './issuer';

const COOKIE = 'authjs.session-token';
/** How long past its end a token of an issuer is good, and a session of Auth.js. */
const LEEWAY_SECONDS = { bearer: 60, authjs: 15 };
const SECOND = 1_000;
const secret = randomBytes(33).toString('base64');

let stack: Stack;
let database: pg.Client;
let issuer: Issuer;
before(async () => {
  issuer = await startIssuer();
  stack = await startStack({
    settings: {
      TICKWIRE_ISSUERS: JSON.stringify([{ issuer: issuer.url, audience: ['tickwire'], provision: true }]),
      TICKWIRE_AUTHJS_SECRET: secret,
      TICKWIRE_AUTHJS: JSON.stringify({ provision: true }),
    },
  });
  database = new pg.Client({ connectionString: stack.databaseUrl });
  await database.connect();
});
after(async () => {
  await database.end();
  await stack.stop();
  await issuer.stop();
});

type Headers = Record<string, string>;

/** What somebody shows, by whom they are then known. */
const KINDS = {
  bearer: async (claims: Record<string, unknown>): Promise<Headers> => ({
    authorization: `Bearer ${await issuer.token({ email_verified: true, ...claims })}`,
  }),
  authjs: async ({ exp, ...token }: Record<string, unknown>): Promise<Headers> => {
    const maxAge = typeof exp === 'number' ? exp - Math.floor(Date.now() / 1000) : undefined;
    return { cookie: `${COOKIE}=${await encode({ token, secret, salt: COOKIE, maxAge })}` };
  },
};

async function ask(headers: Headers, patience = 10_000): Promise<number> {
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(`${stack.apiUrl}/trpc/signals.list`, { headers, signal });
  await response.arrayBuffer();
  return response.status;
}

/** A socket with a subscription, and when its caller was refused. */
async function follow(headers: Headers): Promise<{ ended: Promise<number> }> {
  const socket = new WebSocket(socketUrl(stack.apiUrl), { headers: { 'sec-fetch-site': 'same-origin', ...headers } });
  await once(socket, 'open');
  const next = async () => String(((await once(socket, 'message')) as [Buffer])[0]);
  socket.send(
    JSON.stringify({ id: 1, method: 'subscription', params: { path: 'signals.onNew', input: { json: {} } } }),
  );
  assert.match(await next(), /"started"/);
  const refusal = async () => {
    assert.match(await next(), /UNAUTHORIZED/);
    socket.close();
    return Date.now();
  };
  return { ended: refusal() };
}

/** When calls are refused with that status. */
async function refused(headers: Headers, status: number): Promise<number> {
  while ((await ask(headers)) !== status) await new Promise((resolve) => setTimeout(resolve, 10));
  return Date.now();
}

for (const [kind, show] of Object.entries(KINDS)) {
  const somebody = () => {
    const sub = randomUUID();
    return { sub, email: `${sub}@example.com`, tenant: 'demo', role: 'TRADER' };
  };

  describe(kind, () => {
    test('for a moment the database is not asked who it is', async () => {
      const headers = await show(somebody());
      assert.equal(await ask(headers), 200);
      for (let attempt = 0; attempt < 50; attempt += 1) {
        assert.equal(await ask(headers), 200);
        await database.query('BEGIN; LOCK TABLE identities IN ACCESS EXCLUSIVE MODE');
        const status = await ask(headers, 150).catch(() => undefined);
        await database.query('ROLLBACK');
        // A moment is over soon, on a busy machine sooner than the call is there.
        if (status === 200) return;
      }
      assert.fail('each call asks the database');
    });

    test('a place that is taken away is gone within a second, on an open socket too', async () => {
      // What a token no longer says is not made anew: the role is given once.
      const { role, ...person } = somebody();
      assert.equal(await ask(await show({ ...person, role })), 200);
      const headers = await show(person);
      const { ended } = await follow(headers);
      assert.equal(await ask(headers), 200);
      const { rowCount } = await database.query(
        'DELETE FROM memberships USING users WHERE users.id = memberships.user_id AND users.email = $1',
        [person.email],
      );
      assert.equal(rowCount, 1);
      const start = Date.now();
      const [call, socket] = await Promise.all([refused(headers, 401), ended]);
      assert.ok(call - start < SECOND && socket - start < SECOND, `${call - start} and ${socket - start} ms`);
    });

    test('another role is in force within a second', async () => {
      const { role, ...person } = somebody();
      assert.equal(await ask(await show({ ...person, role })), 200);
      const headers = await show(person);
      const submit = async () => {
        const response = await fetch(`${stack.apiUrl}/trpc/signals.submit`, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json', origin: stack.webUrl, ...headers },
        });
        return response.status;
      };
      assert.equal(await submit(), 400);
      await database.query(
        `UPDATE memberships SET role = 'VIEWER' FROM users WHERE users.id = memberships.user_id AND users.email = $1`,
        [person.email],
      );
      const start = Date.now();
      while ((await submit()) !== 403) assert.ok(Date.now() - start < SECOND);
    });

    test('what is over is over within a second, on an open socket too', async () => {
      const person = somebody();
      const exp = Math.floor(Date.now() / 1000) - LEEWAY_SECONDS[kind as keyof typeof KINDS] + 3;
      const headers = await show({ ...person, exp });
      assert.equal(await ask(headers), 200);
      const { ended } = await follow(headers);
      const [call, socket] = await Promise.all([refused(headers, 401), ended]);
      const end = (exp + LEEWAY_SECONDS[kind as keyof typeof KINDS]) * 1000;
      for (const late of [call - end, socket - end]) assert.ok(late >= 0 && late < SECOND, `${late} ms`);
    });
  });
}

test('what is known as one kind is nothing as another', async () => {
  const person = { sub: randomUUID(), email: 'kinds@example.com', tenant: 'demo', role: 'TRADER' };
  const [token = ''] = [(await KINDS.bearer(person)).authorization?.slice('Bearer '.length)];
  const [session = ''] = [(await KINDS.authjs({ ...person, sub: randomUUID(), email: 'kind@example.com' })).cookie];
  const sealed = session.slice(COOKIE.length + 1);
  const own = new Browser(stack);
  await own.logIn(DEMO);
  const ours = /tickwire=([^;]+)/.exec(own.jar.header() ?? '')?.[1] ?? '';
  const right: Headers[] = [
    { authorization: `Bearer ${token}` },
    { cookie: `${COOKIE}=${sealed}` },
    { cookie: `tickwire=${ours}` },
  ];
  const wrong: Headers[] = [
    ...[sealed, ours].map((shown) => ({ authorization: `Bearer ${shown}` })),
    ...[token, ours].flatMap((shown) => [
      { cookie: `${COOKIE}=${shown}` },
      { cookie: `next-auth.session-token=${shown}` },
    ]),
    ...[token, sealed].map((shown) => ({ cookie: `tickwire=${shown}` })),
    { cookie: `next-auth.session-token=${sealed}` },
  ];
  for (const headers of wrong) {
    // Known as what they are.
    assert.deepEqual(await Promise.all(right.map((known) => ask(known))), [200, 200, 200]);
    assert.equal(await ask(headers), 401, JSON.stringify(headers));
  }
});
