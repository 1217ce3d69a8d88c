/** Candles that a team brings, and backtests over them, through any link. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BacktestId, CandleSetId, Procedures } from '@tickwire/bindings';
import { safe } from '@trpc/client';
import type { Client } from './clients';
import { Recorder } from './recorder';
import type { Callers } from './team-calls';

type Report = Procedures['backtests.get']['output'];

const NOBODY = randomUUID();
const OVER = { venue: 'BINANCE', symbol: 'BTCUSDT', interval: 'M1', qty: '1', cash: '1000' } as const;
const COSTS = { feeRate: '0.001', slippageBps: '0' };
const CROSSOVER = { type: 'MA_CROSSOVER', fast: 2, slow: 4 } as const;

/** Asks for a backtest over candles that are not there. */
function ask(client: Client) {
  const input = { name: 'a crossover', strategy: CROSSOVER, candleSetId: NOBODY as CandleSetId, ...OVER, ...COSTS };
  return safe(client.backtests.create.mutate(input));
}

export const BACKTEST_CALLS = {
  'candleSets.list': async ({ person }: Callers) => {
    const { items } = await person.candleSets.list.query({ limit: 200 });
    assert.ok(items.every(({ createdAt }) => createdAt instanceof Date));
  },

  'candleSets.upload': async ({ person }: Callers) => {
    const form = new FormData();
    const name = `minutes ${randomUUID()}`;
    for (const [field, value] of Object.entries({ name, venue: 'BINANCE', symbol: 'BTCUSDT', interval: 'M1' })) {
      form.append(field, value);
    }
    const lines = Array.from({ length: 200 }, (_, minute) => {
      const [open, close] = [100 + ((minute * 7919) % 31), 100 + (((minute + 1) * 7919) % 31)];
      return `${1735689600 + minute * 60},${open},${Math.max(open, close)},${Math.min(open, close)},${close},1.5`;
    });
    form.append('file', new Blob([['time,open,high,low,close,volume', ...lines, 'nonsense'].join('\n')]), 'btc.csv');
    const [report, refusal] = await safe(person.candleSets.upload.mutate(form));
    // Neither a batch nor a socket carries a form.
    if (refusal) return;
    assert.deepEqual([report.set.name, report.set.count, report.refused.first[0]?.line], [name, 200, 202]);
    await tried(person, report.set.id);
  },

  'candleSets.remove': async ({ person }: Callers) => {
    const [, refusal] = await safe(person.candleSets.remove.mutate({ id: NOBODY as CandleSetId }));
    assert.equal(refusal?.data?.error?.type, 'UnknownCandleSet');
  },

  'backtests.list': async ({ person }: Callers) => {
    const { items, asOf } = await person.backtests.list.query({});
    assert.ok(items.every(({ from, to }) => from < to));
    assert.match(asOf, /^[0-9a-f-]{36}\.\d+$/);
  },

  'backtests.get': async ({ person }: Callers) => {
    const [, refusal] = await safe(person.backtests.get.query({ id: NOBODY as BacktestId }));
    assert.equal(refusal?.data?.error?.type, 'UnknownBacktest');
  },

  'backtests.trades': async ({ person }: Callers) => {
    assert.deepEqual(await person.backtests.trades.query({ id: NOBODY as BacktestId }), {
      items: [],
      nextCursor: null,
    });
  },

  'backtests.create': async ({ person }: Callers) => {
    const [, refusal] = await ask(person);
    assert.equal(refusal?.data?.error?.type, 'UnknownCandleSet');
  },

  'backtests.cancel': async ({ person }: Callers) => {
    const [, refusal] = await safe(person.backtests.cancel.mutate({ id: NOBODY as BacktestId }));
    assert.equal(refusal?.data?.error?.type, 'UnknownBacktest');
  },
};

/** A backtest over a set, from its request to its report. */
async function tried(person: Client, candleSetId: CandleSetId) {
  const input = { name: 'a crossover', strategy: CROSSOVER, candleSetId, ...OVER, ...COSTS };
  const { id, status } = await person.backtests.create.mutate(input);
  assert.equal(status, 'QUEUED');
  let report: Report;
  do {
    await sleep(50);
    report = await person.backtests.get.query({ id });
  } while (['QUEUED', 'RUNNING'].includes(report.backtest.status));
  const { statistics } = report.backtest;
  assert.ok(statistics && statistics.candles === 200 && statistics.trades > 0, JSON.stringify(report.backtest));
  assert.ok(report.equity[0]?.at instanceof Date);
  const { items } = await person.backtests.trades.query({ id });
  assert.ok(items.length >= statistics.trades);
}

export const BACKTEST_SUBSCRIPTIONS = {
  'backtests.onChange': async ({ person }: Callers) => {
    const heard = new Recorder<Procedures['backtests.onChange']['output']['data']>();
    const subscription = person.backtests.onChange.subscribe({}, heard);
    await heard.started();
    subscription.unsubscribe();
  },

  'backtests.onProgress': async ({ person }: Callers) => {
    const refused = await new Promise<string | undefined>((resolve) => {
      const input = { id: NOBODY as BacktestId };
      person.backtests.onProgress.subscribe(input, { onError: (error) => resolve(error.data?.error?.type) });
    });
    assert.equal(refused, 'UnknownBacktest');
  },
};
