/** Every procedure through every link of the unmodified client. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Procedures } from '@tickwire/bindings';
import { safe } from '@trpc/client';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { BACKTEST_CALLS, BACKTEST_SUBSCRIPTIONS } from './backtest-calls';
import { BOT_CALLS, BOT_SUBSCRIPTIONS } from './bot-calls';
import { DEMO, MOMENTUM_KEY, TRANSPORTS, logIn } from './clients';
import { CookieJar } from './cookie-jar';
import { MARKET_CALLS, MARKET_SUBSCRIPTIONS } from './market-calls';
import { Recorder } from './recorder';
import { TEAM_CALLS, type Callers } from './team-calls';
import { TRADING_CALLS, TRADING_SUBSCRIPTIONS } from './trading-calls';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.stop());

type PathsOf<Live extends boolean> = {
  [Path in keyof Procedures]: (Procedures[Path]['kind'] extends 'subscription' ? true : false) extends Live
    ? Path
    : never;
}[keyof Procedures];

/** A procedure that is missing here does not compile. */
const CALLS: Record<PathsOf<false>, (callers: Callers) => Promise<void>> = {
  ...TEAM_CALLS,
  ...BOT_CALLS,
  ...MARKET_CALLS,
  ...BACKTEST_CALLS,
  ...TRADING_CALLS,

  'account.changeEmail': async ({ anyone }) => {
    const input = { email: freshEmail(), password: 'not the password' };
    const [, refusal] = await safe(anyone.account.changeEmail.mutate(input));
    assert.equal(refusal?.data?.error?.type, 'Unauthorized');
  },

  'account.changePassword': async ({ anyone }) => {
    const input = { currentPassword: 'not the password', newPassword: 'correct horse battery' };
    const [, refusal] = await safe(anyone.account.changePassword.mutate(input));
    assert.equal(refusal?.data?.error?.type, 'Unauthorized');
  },

  'account.confirmEmail': async ({ anyone }) => {
    const [, refusal] = await safe(anyone.account.confirmEmail.mutate({ token: randomUUID() }));
    assert.equal(refusal?.data?.error?.type, 'InvalidLink');
  },

  'account.updateProfile': async ({ person }) => {
    const name = `Ada ${randomUUID()}`;
    const me = await person.account.updateProfile.mutate({ name });
    assert.deepEqual([me.user.email, me.user.name], [DEMO.email, name]);
    assert.deepEqual(await person.auth.me.query(), me);
  },

  'auth.register': async ({ anyone }) => {
    const answers = await Promise.all([anyone.auth.register.mutate({ email: freshEmail() })]);
    assert.deepEqual(answers, [undefined]);
  },

  'auth.completeRegistration': async ({ anyone }) => {
    const names = { name: 'Ada Lovelace', teamName: 'Analytical Engines' };
    const input = { token: randomUUID(), password: 'correct horse battery', ...names };
    const [, refusal] = await safe(anyone.auth.completeRegistration.mutate(input));
    // A socket could not carry the session's token.
    assert.ok(['InvalidLink', 'NoCookies'].includes(refusal?.data?.error?.type ?? ''));
  },

  'auth.forgotPassword': async ({ anyone }) => {
    const answers = await Promise.all([anyone.auth.forgotPassword.mutate({ email: freshEmail() })]);
    assert.deepEqual(answers, [undefined]);
  },

  'auth.resetPassword': async ({ anyone }) => {
    const input = { token: randomUUID(), password: 'correct horse battery' };
    const [, refusal] = await safe(anyone.auth.resetPassword.mutate(input));
    assert.equal(refusal?.data?.error?.type, 'InvalidLink');
  },

  'auth.logoutEverywhere': async ({ person }) => {
    const answers = await Promise.all([person.auth.logoutEverywhere.mutate()]);
    assert.deepEqual(answers, [undefined]);
  },

  'sessions.list': async ({ person }) => {
    const [newest] = await person.sessions.list.query();
    assert.ok(newest?.current && newest.expiresAt instanceof Date);
  },

  'sessions.revoke': async ({ person }) => {
    const [newest] = await person.sessions.list.query();
    assert.ok(newest);
    const answers = await Promise.all([person.sessions.revoke.mutate({ id: newest.id })]);
    assert.deepEqual(answers, [undefined]);
  },

  'health.ping': async ({ anyone }) => {
    const { version, time } = await anyone.health.ping.query();
    assert.match(version, /^\d+\.\d+\.\d+/);
    assert.ok(time instanceof Date);
    assert.ok(Math.abs(time.getTime() - Date.now()) < 60_000);
  },

  'auth.login': async ({ anyone }) => {
    const [me, refusal] = await safe(anyone.auth.login.mutate(DEMO));
    // A socket could not carry the session's token.
    if (refusal?.data?.error?.type === 'NoCookies') return;
    assert.deepEqual(
      [me?.user.email, me?.tenant.slug, me?.tenant.name, me?.role],
      [DEMO.email, 'demo', 'Demo Trading', 'OWNER'],
    );
  },

  'auth.logout': async ({ anyone }) => {
    const answers = await Promise.all([anyone.auth.logout.mutate()]);
    assert.deepEqual(answers, [undefined]);
  },

  'auth.me': async ({ person }) => {
    const me = await person.auth.me.query();
    assert.deepEqual([me.user.email, me.tenant.slug], [DEMO.email, 'demo']);
  },

  'auth.providers': async ({ anyone }) => {
    assert.deepEqual(await anyone.auth.providers.query(), []);
  },

  'auth.completeSignIn': async ({ anyone }) => {
    const [, refusal] = await safe(anyone.auth.completeSignIn.mutate({ code: '123456' }));
    assert.ok(['NotBegun', 'NoCookies'].includes(refusal?.data?.error?.type ?? ''));
  },

  'auth.confirm': async ({ person }) => {
    const [, refusal] = await safe(person.auth.confirm.mutate({ password: 'not the password' }));
    // A socket could not carry the session's new token.
    assert.ok(['WrongPassword', 'NoCookies'].includes(refusal?.data?.error?.type ?? ''));
  },

  'secondFactor.begin': async ({ person }) => {
    const { uri, secret } = await person.secondFactor.begin.mutate({ password: DEMO.password });
    assert.match(secret, /^[A-Z2-7]{32}$/);
    assert.ok(uri.startsWith('otpauth://totp/Tickwire:') && uri.includes(secret), uri);
  },

  'secondFactor.confirm': async ({ person }) => {
    await person.secondFactor.begin.mutate({ password: DEMO.password });
    const [, refusal] = await safe(person.secondFactor.confirm.mutate({ code: 'abcdef' }));
    assert.equal(refusal?.data?.error?.type, 'WrongCode');
  },

  'secondFactor.get': async ({ person }) => {
    assert.deepEqual(await person.secondFactor.get.query(), { enabled: false, recoveryCodesLeft: 0 });
  },

  'secondFactor.disable': async ({ person }) => {
    const input = { password: DEMO.password, code: '123456' };
    const [, refusal] = await safe(person.secondFactor.disable.mutate(input));
    assert.equal(refusal?.data?.error?.type, 'NotEnabled');
  },

  'secondFactor.regenerateCodes': async ({ person }) => {
    const input = { password: DEMO.password, code: '123456' };
    const [, refusal] = await safe(person.secondFactor.regenerateCodes.mutate(input));
    assert.equal(refusal?.data?.error?.type, 'NotEnabled');
  },

  'positions.getAll': async ({ person, bot }) => {
    const { items, asOf } = await person.positions.getAll.query({});
    assert.match(asOf, /^[0-9a-f-]{36}\.\d+$/);
    assert.ok(items.some(({ status }) => status === 'OPEN') && items.some(({ status }) => status === 'CLOSED'));
    for (const position of items) {
      assert.ok(position.openedAt instanceof Date);
      assert.equal(position.closedAt instanceof Date, position.status === 'CLOSED');
      assert.match(position.netPnl, /^-?\d+(\.\d+)?$/);
    }
    const open = await bot.positions.getAll.query({ status: 'OPEN', limit: 1 });
    assert.equal(open.items.length, 1);
    const next = await bot.positions.getAll.query({ status: 'OPEN', limit: 1, cursor: open.nextCursor });
    assert.notEqual(next.items[0]?.id, open.items[0]?.id);
  },

  'signals.submit': async ({ bot }) => {
    const occurredAt = new Date('2026-03-01T12:34:56.789Z');
    const dedupKey = randomUUID();
    const signal = await bot.signals.submit.mutate({
      dedupKey,
      venue: 'BINANCE',
      symbol: 'BTCUSDT',
      side: 'BUY',
      qty: '0.00100',
      price: '67000.10',
      occurredAt,
    });
    assert.deepEqual(signal.occurredAt, occurredAt);
    assert.ok(signal.receivedAt instanceof Date);
    assert.deepEqual(
      [signal.dedupKey, signal.bot.name, signal.action, signal.side, signal.qty, signal.price, signal.status],
      [dedupKey, 'momentum', 'ORDER', 'BUY', '0.001', '67000.1', 'RECEIVED'],
    );
  },

  'signals.list': async ({ person, bot }) => {
    const dedupKey = randomUUID();
    const sent = await bot.signals.submit.mutate({ dedupKey, venue: 'BINANCE', symbol: 'ETHUSDT', action: 'CLOSE' });
    const { items, nextCursor } = await person.signals.list.query({ botId: sent.bot.id, limit: 2 });
    assert.deepEqual([items.length, items[0]?.id], [2, sent.id]);
    assert.equal(nextCursor, items[1]?.id);
    const refused = await person.signals.list.query({ status: 'REJECTED' });
    assert.ok(refused.items.length > 0);
    assert.ok(refused.items.every(({ status, rejectReason }) => status === 'REJECTED' && rejectReason !== null));
  },
};

/** Likewise, over the one link that carries them. */
const SUBSCRIPTIONS: Record<PathsOf<true>, (callers: Callers) => Promise<void>> = {
  ...BOT_SUBSCRIPTIONS,
  ...MARKET_SUBSCRIPTIONS,
  ...BACKTEST_SUBSCRIPTIONS,
  ...TRADING_SUBSCRIPTIONS,

  'signals.onNew': async ({ person, bot }) => {
    const heard = new Recorder<Procedures['signals.onNew']['output']['data']>();
    const subscription = person.signals.onNew.subscribe({}, heard);
    await heard.started();
    const sent = await bot.signals.submit.mutate(order());
    await heard.count(1);
    subscription.unsubscribe();
    assert.deepEqual(heard.data, [sent]);
    assert.ok(heard.events[0]?.id.endsWith(`.${sent.seq}`));
  },

  'signals.onChange': async ({ person, bot }) => {
    const heard = new Recorder<Procedures['signals.onChange']['output']['data']>();
    const subscription = person.signals.onChange.subscribe(undefined, heard);
    await heard.started();
    const sent = await bot.signals.submit.mutate(order());
    await heard.until(() => heard.data.some(({ id }) => id === sent.id), 'the execution');
    subscription.unsubscribe();
    const statuses = heard.data.filter(({ id }) => id === sent.id).map(({ status }) => status);
    assert.deepEqual(statuses, ['EXECUTED']);
  },

  'bots.onChange': async ({ person }) => {
    const heard = new Recorder<Procedures['bots.onChange']['output']['data']>();
    const subscription = person.bots.onChange.subscribe({}, heard);
    await heard.started();
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    const started = await person.bots.start.mutate({ id });
    await heard.count(1);
    subscription.unsubscribe();
    const { halts } = started;
    assert.deepEqual(
      heard.data.map((bot) => ({ ...bot, halts })),
      [started],
    );
  },

  'positions.onChange': async ({ person, bot }) => {
    const { asOf, items } = await person.positions.getAll.query({ status: 'OPEN' });
    const heard = new Recorder<Procedures['positions.onChange']['output']['data']>();
    const subscription = person.positions.onChange.subscribe({ lastEventId: asOf }, heard);
    const sent = await bot.signals.submit.mutate(order());
    await heard.count(1);
    subscription.unsubscribe();
    const [position] = heard.data;
    assert.deepEqual([position?.bot, position?.instrument.symbol], [sent.bot, 'BTCUSDT']);
    assert.ok(position?.openedAt instanceof Date);
    const before = items.find(({ id }) => id === position.id);
    assert.notEqual(position.signedQty, before?.signedQty);
  },
};

for (const { name, connect } of TRANSPORTS) {
  describe(name, () => {
    const calls = Object.entries(name === 'wsLink' ? { ...CALLS, ...SUBSCRIPTIONS } : CALLS);
    for (const [path, drive] of calls) {
      test(path, async () => {
        const { jar } = await logIn(stack.apiUrl, DEMO);
        const identities = [{ jar: new CookieJar() }, { jar }, { key: MOMENTUM_KEY }];
        const [anyone, person, bot] = identities.map((identity) => connect(stack.apiUrl, identity));
        assert.ok(anyone && person && bot);
        try {
          await drive({ anyone: anyone.client, person: person.client, bot: bot.client });
        } finally {
          await Promise.all([anyone.close(), person.close(), bot.close()]);
        }
      });
    }
  });
}

test('a session lasts from login to logout', async () => {
  const { client } = await logIn(stack.apiUrl, DEMO);
  assert.equal((await client.auth.me.query()).user.email, DEMO.email);
  await client.auth.logout.mutate();
  await assert.rejects(client.auth.me.query(), { message: 'log in, or send an API key, first' });
});

function freshEmail() {
  return `${randomUUID()}@example.com`;
}

function order() {
  return { dedupKey: randomUUID(), venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY' as const, qty: '0.001' };
}
