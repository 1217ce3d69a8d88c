/** What each rule is called, what its number counts, and how that is written. */
import type { RiskRule } from '@tickwire/bindings';
import { formatDecimal, percentOf, placesOf } from '@/format/decimal';

/** What a limit's number is. */
type Unit = 'money' | 'count' | 'times' | 'share' | 'seconds';

export type Rule = {
  rule: RiskRule;
  /** Its name in a refusal, and in the address of its place on the page. */
  refusal: string;
  name: string;
  note: string;
  unit: Unit;
  /** Whether it can be set for one instrument. */
  isOfInstrument?: boolean;
};

export const RULES: readonly Rule[] = [
  {
    ...{ rule: 'MAX_ORDER_NOTIONAL', refusal: 'max_order_notional', unit: 'money', isOfInstrument: true },
    name: 'Value of one order',
    note: 'Quantity times price, of each order by itself.',
  },
  {
    ...{ rule: 'MAX_TOTAL_NOTIONAL', refusal: 'max_total_notional', unit: 'money', isOfInstrument: true },
    name: 'Value held',
    note: 'Everything that is open, long and short, with the order.',
  },
  {
    ...{ rule: 'MAX_OPEN_POSITIONS', refusal: 'max_open_positions', unit: 'count' },
    name: 'Open positions',
    note: 'How many at a time.',
  },
  {
    ...{ rule: 'MAX_LEVERAGE', refusal: 'max_leverage', unit: 'times' },
    name: 'Leverage',
    note: 'Everything that is open, with the order, as a multiple of equity.',
  },
  {
    ...{ rule: 'MAX_DAILY_LOSS', refusal: 'max_daily_loss', unit: 'money' },
    name: 'Loss in a day',
    note: 'Since midnight UTC, what is open included.',
  },
  {
    ...{ rule: 'MAX_DRAWDOWN', refusal: 'max_drawdown', unit: 'share' },
    name: 'Drawdown',
    note: 'How far equity may fall below its highest.',
  },
  {
    ...{ rule: 'MAX_ORDERS_PER_MINUTE', refusal: 'order_rate', unit: 'count' },
    name: 'Orders in a minute',
    note: 'Those that could open something.',
  },
  {
    ...{ rule: 'COOLDOWN', refusal: 'cooldown', unit: 'seconds' },
    name: 'Cooldown after a loss',
    note: 'For so long after a position closed with a loss, nothing is opened.',
  },
  {
    ...{ rule: 'MAX_SIGNAL_AGE', refusal: 'signal_age', unit: 'seconds' },
    name: 'Age of a signal',
    note: 'An older one comes too late.',
  },
];

/** What is said where such a number is entered. */
export const UNIT_HINTS: Record<Unit, string> = {
  money: 'In the quote currency, such as 25000.',
  count: 'A whole number.',
  times: 'Such as 2 for twice the equity.',
  share: 'A share: 0.2 is a fifth.',
  seconds: 'In seconds: 3600 is an hour.',
};

const OTHER_REFUSALS: Record<string, string> = {
  kill_switch: 'Trading is halted',
  bot_running: 'The bot does not run',
  pair_lock: 'Locked instrument',
};

/** What refused, for a person; a rule that nobody sets goes by its own name. */
export function refusalName(refusal: string): string {
  const known = RULES.find((rule) => rule.refusal === refusal)?.name ?? OTHER_REFUSALS[refusal];
  return known ?? refusal.replaceAll('_', ' ');
}

/** Whether the page has a place for what refused. */
export function hasPlace(refusal: string): boolean {
  return refusal === 'kill_switch' || refusal === 'pair_lock' || RULES.some((rule) => rule.refusal === refusal);
}

/** `25,000.00`, `20 %`, `2 ×`, `1 h`. */
export function formatLimit(value: string, unit: Unit): string {
  switch (unit) {
    case 'money':
      return formatDecimal(value, { places: Math.max(2, placesOf(value)) });
    case 'share': {
      const percent = percentOf(value, '1', 2);
      return `${formatDecimal(percent, { places: placesOf(percent) })} %`;
    }
    case 'times':
      return `${formatDecimal(value, { places: Math.min(2, placesOf(value)) })} ×`;
    case 'seconds':
      return formatSeconds(value);
    case 'count':
      return formatDecimal(value, { places: 0 });
  }
}

/** `45 s`, `3 min`, `1 h 30 min`, `2 d`: the two largest parts. */
export function formatSeconds(value: string): string {
  const seconds = BigInt(value.split('.')[0] ?? '0');
  const parts = [
    [seconds / 86_400n, 'd'],
    [(seconds / 3_600n) % 24n, 'h'],
    [(seconds / 60n) % 60n, 'min'],
    [seconds % 60n, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0n);
  if (first < 0) return '0 s';
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0n);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}
