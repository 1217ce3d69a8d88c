/** What prices do, and what is made of them, through any link. */
import assert from 'node:assert/strict';
import { safe } from '@trpc/client';
import type { Callers } from './team-calls';

const BITCOIN = { venue: 'BINANCE', symbol: 'BTCUSDT' };

export const MARKET_CALLS = {
  'instruments.list': async ({ person, bot }: Callers) => {
    const { items } = await person.instruments.list.query({});
    const bitcoin = items.find(({ symbol }) => symbol === 'BTCUSDT');
    assert.ok(bitcoin?.lastPriceAt instanceof Date);
    assert.deepEqual([bitcoin.base, bitcoin.quote, bitcoin.priceTick, bitcoin.maxQty], ['BTC', 'USDT', '0.01', null]);
    const first = await bot.instruments.list.query({ limit: 1 });
    const second = await bot.instruments.list.query({ limit: 1, cursor: first.nextCursor });
    assert.notEqual(second.items[0]?.id, first.items[0]?.id);
  },

  'market.candles': async ({ person, bot }: Callers) => {
    const input = { ...BITCOIN, interval: 'H1' as const, cursor: new Date('2020-01-01T00:00:00Z') };
    assert.deepEqual(await bot.market.candles.query(input), { items: [], nextCursor: null });
    const [, refusal] = await safe(person.market.candles.query({ ...input, symbol: 'NOTHING' }));
    assert.equal(refusal?.data?.error?.type, 'UnknownInstrument');
  },
};

export const MARKET_SUBSCRIPTIONS = {
  'market.onTick': async ({ person }: Callers) => {
    // No price moves by itself here: that it has begun is all that there is to hear.
    await new Promise<void>((resolve, reject) => {
      const subscription = person.market.onTick.subscribe(BITCOIN, {
        onStarted: () => {
          subscription.unsubscribe();
          resolve();
        },
        onError: reject,
      });
    });
  },
};
