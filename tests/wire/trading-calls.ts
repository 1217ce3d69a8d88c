/** Orders, risk and equity, through any link: people read and trade, and a stranger is refused what bounds trading. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { BotId, OrderId, PairLockId, PositionId, Procedures, RiskLimitId } from '@tickwire/bindings';
import { safe } from '@trpc/client';
import { Recorder } from './recorder';
import type { Callers } from './team-calls';

const BITCOIN = { venue: 'BINANCE', symbol: 'BTCUSDT' };

/** The demo team's bot that all of this is about. */
async function botOf({ person }: Callers): Promise<BotId> {
  const { items } = await person.bots.list.query({});
  const bot = items.find(({ name }) => name === 'momentum');
  assert.ok(bot);
  return bot.id;
}

/** A limit far from the market, which rests. */
async function restingOrder(callers: Callers): Promise<OrderId> {
  const botId = await botOf(callers);
  const limit = { type: 'LIMIT', price: '20000', side: 'BUY', qty: '0.001' } as const;
  const { id } = await callers.person.orders.place.mutate({ botId, ...BITCOIN, ...limit });
  for (;;) {
    const { items } = await callers.person.orders.list.query({ botId, open: true, limit: 200 });
    const order = items.find(({ signalId, status }) => signalId === id && status === 'ACCEPTED');
    if (order) return order.id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The refusal of somebody who is not logged in. */
function unauthorized(refusal: { data?: { code?: string } | null } | undefined): void {
  assert.equal(refusal?.data?.code, 'UNAUTHORIZED');
}

export const TRADING_CALLS = {
  'equity.get': async ({ person }: Callers) => {
    const { currency, startingBalance, bots, asOf } = await person.equity.get.query({});
    assert.equal(currency, 'USDT');
    assert.match(asOf, /^[0-9a-f-]{36}\.\d+$/);
    assert.ok(bots.length > 0 && bots.every(({ at }) => at instanceof Date));
    assert.match(startingBalance, /^\d+$/);
  },

  'fills.list': async ({ person }: Callers) => {
    const { items } = await person.fills.list.query({ side: 'BUY', ...BITCOIN, limit: 2 });
    assert.deepEqual(
      items.map(({ side, instrument: { symbol } }) => [side, symbol]),
      [
        ['BUY', 'BTCUSDT'],
        ['BUY', 'BTCUSDT'],
      ],
    );
    assert.ok(items.every(({ executedAt }) => executedAt instanceof Date));
  },

  'orders.list': async ({ person }: Callers) => {
    const { items } = await person.orders.list.query({ status: 'FILLED', limit: 3 });
    assert.ok(
      items.length > 0 && items.every(({ status, qty, filledQty }) => status === 'FILLED' && qty === filledQty),
    );
  },

  'orders.get': async ({ person }: Callers) => {
    const [newest] = (await person.orders.list.query({ status: 'FILLED', limit: 1 })).items;
    assert.ok(newest);
    const { order, history, fills } = await person.orders.get.query({ id: newest.id });
    assert.deepEqual([order.id, history.at(-1)?.type, fills.length], [newest.id, 'FILLED', 1]);
  },

  'orders.place': async (callers: Callers) => {
    const id = await restingOrder(callers);
    const { order } = await callers.person.orders.get.query({ id });
    assert.deepEqual([order.type, order.price, order.status], ['LIMIT', '20000', 'ACCEPTED']);
  },

  'orders.cancel': async (callers: Callers) => {
    const id = await restingOrder(callers);
    const order = await callers.person.orders.cancel.mutate({ id });
    assert.ok(order.cancelRequestedAt instanceof Date);
  },

  'orders.cancelAll': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.orders.cancelAll.mutate({}));
    unauthorized(refusal);
  },

  'positions.get': async ({ person }: Callers) => {
    const [closed] = (await person.trades.list.query({ limit: 1 })).items;
    assert.ok(closed);
    const { position, working, done, fills } = await person.positions.get.query({ id: closed.id });
    assert.deepEqual([position.id, working.length], [closed.id, 0]);
    assert.ok(fills.length > 1 && fills.every(({ positionId }) => positionId === closed.id));
    assert.ok(fills.every(({ orderId }) => done.some(({ id }) => id === orderId)));
  },

  'positions.close': async ({ person }: Callers) => {
    const [, refusal] = await safe(person.positions.close.mutate({ id: randomUUID() as PositionId }));
    assert.equal(refusal?.data?.error?.type, 'UnknownPosition');
  },

  'positions.closeAll': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.positions.closeAll.mutate({}));
    unauthorized(refusal);
  },

  'risk.get': async ({ person }: Callers) => {
    const { switches, limits, system } = await person.risk.get.query();
    assert.ok(Array.isArray(switches) && Array.isArray(limits));
    assert.equal(system, null);
  },

  'risk.halt': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.risk.halt.mutate({ reason: 'a test' }));
    unauthorized(refusal);
  },

  'risk.resume': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.risk.resume.mutate({}));
    unauthorized(refusal);
  },

  'risk.setLimit': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.risk.setLimit.mutate({ rule: 'MAX_LEVERAGE', value: '3' }));
    unauthorized(refusal);
  },

  'risk.removeLimit': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.risk.removeLimit.mutate({ id: randomUUID() as RiskLimitId }));
    unauthorized(refusal);
  },

  'risk.lockPair': async ({ anyone }: Callers) => {
    const until = new Date(Date.now() + 60_000);
    const [, refusal] = await safe(anyone.risk.lockPair.mutate({ ...BITCOIN, until, reason: 'a test' }));
    unauthorized(refusal);
  },

  'risk.unlockPair': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.risk.unlockPair.mutate({ id: randomUUID() as PairLockId }));
    unauthorized(refusal);
  },

  'trades.list': async ({ person }: Callers) => {
    const { items } = await person.trades.list.query({});
    const times = items.map(({ status, closedAt }) => (status === 'CLOSED' ? closedAt?.getTime() : undefined));
    assert.ok(times.length > 2 && times.every((time) => time !== undefined));
    const [newest = 0, second = 0] = times;
    const filter = { ...BITCOIN, from: new Date(second), to: new Date(newest) };
    const chosen = await person.trades.list.query(filter);
    assert.ok(chosen.items.length < items.length);
    assert.ok(
      chosen.items.every(
        ({ instrument, closedAt }) => instrument.symbol === 'BTCUSDT' && closedAt && closedAt < filter.to,
      ),
    );
  },
};

/** A signal of the demo's bot that trades at once. */
async function trade({ bot }: Callers): Promise<void> {
  await bot.signals.submit.mutate({ dedupKey: randomUUID(), ...BITCOIN, side: 'BUY', qty: '0.001', price: '67000' });
}

export const TRADING_SUBSCRIPTIONS = {
  'equity.onChange': async (callers: Callers) => {
    const heard = new Recorder<Procedures['equity.onChange']['output']['data']>();
    const subscription = callers.person.equity.onChange.subscribe({}, heard);
    await heard.started();
    await trade(callers);
    await heard.count(1);
    assert.match(heard.data[0]?.realized ?? '', /^-?\d/);
    subscription.unsubscribe();
  },

  'fills.onNew': async (callers: Callers) => {
    const heard = new Recorder<Procedures['fills.onNew']['output']['data']>();
    const subscription = callers.person.fills.onNew.subscribe({}, heard);
    await heard.started();
    await trade(callers);
    await heard.count(1);
    assert.equal(heard.data[0]?.qty, '0.001');
    subscription.unsubscribe();
  },

  'orders.onChange': async (callers: Callers) => {
    const heard = new Recorder<Procedures['orders.onChange']['output']['data']>();
    const subscription = callers.person.orders.onChange.subscribe({}, heard);
    await heard.started();
    await trade(callers);
    await heard.count(1);
    assert.equal(heard.data[0]?.status, 'FILLED');
    subscription.unsubscribe();
  },

  'risk.onChange': async ({ person }: Callers) => {
    const heard = new Recorder<Procedures['risk.onChange']['output']['data']>();
    const subscription = person.risk.onChange.subscribe({}, heard);
    await heard.started();
    const until = new Date(Date.now() + 60_000);
    await person.risk.lockPair.mutate({ venue: 'BINANCE', symbol: 'SOLUSDT', until, reason: 'a test' });
    await heard.count(1);
    assert.equal(heard.data[0]?.what, 'lock');
    subscription.unsubscribe();
  },
};
