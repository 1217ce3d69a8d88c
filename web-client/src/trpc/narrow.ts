/** What a list of trading is narrowed down to, as its URL says it: an instrument, a bot, some days. */
import type { BotId, InstrumentRef } from '@tickwire/bindings';
import { dayIn, idIn, type Search } from '@/ui/search';

const DAY_MS = 86_400_000;
const MARKET = /^([^:]{1,32}):(.{1,64})$/;

/** An instrument, by its name. */
export type Market = Pick<InstrumentRef, 'venue' | 'symbol'>;

/** Days are of UTC; the last one counts as a whole. */
export type Narrow = { bot?: BotId; market?: Market; from?: string; to?: string };

/** The parameters that say it. */
export const NARROW_NAMES = ['instrument', 'bot', 'from', 'to'] as const;

export function readNarrow(search: Search): Narrow {
  const [, venue, symbol] = MARKET.exec(search.get('instrument') ?? '') ?? [];
  return {
    bot: idIn(search, 'bot') as BotId | undefined,
    market: venue !== undefined && symbol !== undefined ? { venue, symbol } : undefined,
    from: dayIn(search, 'from'),
    to: dayIn(search, 'to'),
  };
}

/** An instrument as the URL names it. */
export function marketName({ venue, symbol }: Market): string {
  return `${venue}:${symbol}`;
}

/** What the API is asked for. */
export function askedOf({ bot, market, from, to }: Narrow) {
  return {
    botId: bot,
    venue: market?.venue,
    symbol: market?.symbol,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(Date.parse(to) + DAY_MS),
  };
}

type Row = { bot: { id: BotId }; instrument: Market };

/** Whether a row of that time is among what the API was asked for. */
export function isAmong({ bot, instrument }: Row, at: Date, narrow: Narrow): boolean {
  const { botId, venue, symbol, from, to } = askedOf(narrow);
  const isOfBot = botId === undefined || bot.id === botId;
  const isOfMarket = venue === undefined || (instrument.venue === venue && instrument.symbol === symbol);
  return isOfBot && isOfMarket && (from === undefined || at >= from) && (to === undefined || at < to);
}
