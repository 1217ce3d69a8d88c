/** Every procedure through every link of the unmodified client. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Procedures } from '@tickwire/bindings';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { DEMO, MOMENTUM_KEY, TRANSPORTS, logIn, type Client } from './clients';
import { CookieJar } from './cookie-jar';
import { Recorder } from './recorder';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.stop());

/** Callers over one link. */
type Callers = { anyone: Client; person: Client; bot: Client };

type PathsOf<Live extends boolean> = {
  [Path in keyof Procedures]: (Procedures[Path]['kind'] extends 'subscription' ? true : false) extends Live
    ? Path
    : never;
}[keyof Procedures];

/** A procedure that is missing here does not compile. */
const CALLS: Record<PathsOf<false>, (callers: Callers) => Promise<void>> = {
  'health.ping': async ({ anyone }) => {
    const { version, time } = await anyone.health.ping.query();
    assert.match(version, /^\d+\.\d+\.\d+/);
    assert.ok(time instanceof Date);
    assert.ok(Math.abs(time.getTime() - Date.now()) < 60_000);
  },

  'auth.login': async ({ anyone }) => {
    const me = await anyone.auth.login.mutate(DEMO);
    assert.deepEqual(
      [me.user.email, me.tenant.slug, me.tenant.name, me.role],
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
    await heard.until(
      () => heard.data.some(({ id, status }) => id === sent.id && status === 'EXECUTED'),
      'the execution',
    );
    subscription.unsubscribe();
    const statuses = heard.data.filter(({ id }) => id === sent.id).map(({ status }) => status);
    assert.deepEqual(statuses, ['ACCEPTED', 'EXECUTED']);
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

function order() {
  return { dedupKey: randomUUID(), venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY' as const, qty: '0.001' };
}
