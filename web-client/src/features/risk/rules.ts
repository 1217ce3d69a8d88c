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

/** What refuses beside them: the rules that nobody sets, the venue, and a fault. */
const OTHER_REFUSALS: Record<string, string> = {
  kill_switch: 'Trading is halted',
  bot_running: 'The bot does not run',
  pair_lock: 'Locked instrument',
  open_position: 'Nothing to close',
  reduce_only: 'Nothing to reduce',
  price_known: 'No price is known',
  order_prices: 'Prices that the order’s type has',
  trigger_side: 'Trigger price already reached',
  post_only: 'Post-only order that cannot wait',
  qty_positive: 'Quantity above zero',
  lot_step: 'Quantity of at least one step',
  min_qty: 'Smallest quantity',
  max_qty: 'Largest quantity',
  min_notional: 'Smallest value of one order',
  price_tick: 'Price on the instrument’s tick',
  instrument_record: 'Record of the instrument',
  amount_range: 'Number too large or too fine',
  venue: 'The venue',
  internal: 'The server itself',
};

/** What refused, for a person; a rule that this page does not know yet goes by its own name. */
export function refusalName(refusal: string): string {
  const known = RULES.find((rule) => rule.refusal === refusal)?.name ?? OTHER_REFUSALS[refusal];
  return known ?? refusal.replaceAll('_', ' ');
}

/** Whether the page has a place for what refused. */
export function hasPlace(refusal: string): boolean {
  return refusal === 'kill_switch' || refusal === 'pair_lock' || RULES.some((rule) => rule.refusal === refusal);
}

/** `25,000.00`, `20 %`, `2 ×`, `1 h`: with all of its digits, or as many as `most` after the point of what is no money. */
export function formatLimit(value: string, unit: Unit, most = Infinity): string {
  switch (unit) {
    case 'money':
      return formatDecimal(value, { places: Math.max(2, placesOf(value)) });
    case 'share':
      return `${atMost(percentOf(value, '1', Math.max(0, placesOf(value) - 2)), most)} %`;
    case 'times':
      return `${atMost(value, most)} ×`;
    case 'seconds':
      return secondParts(value).join(' ');
    case 'count':
      return atMost(value, most);
  }
}

/** How much of a limit is used: rounded, but no coarser than the limit itself. */
export function formatUsed(used: string, limit: string, unit: Unit): string {
  return formatLimit(used, unit, Math.max(2, placesOf(limit) - (unit === 'share' ? 2 : 0)));
}

/** `45 s`, `3 min`, `1 h 30 min`, `2 d`: the two largest parts. */
export function formatSeconds(value: string): string {
  const [whole = '0'] = value.split('.');
  return secondParts(whole).slice(0, 2).join(' ');
}

/** Days, hours, minutes and seconds, without those that are zero. */
function secondParts(value: string): string[] {
  const [whole = '0', fraction = ''] = value.split('.');
  const total = BigInt(whole);
  const seconds = `${total % 60n}.${fraction}`;
  const parts = [
    [`${total / 86_400n}`, 'd'],
    [`${(total / 3_600n) % 24n}`, 'h'],
    [`${(total / 60n) % 60n}`, 'min'],
    [seconds.replace(/\.?0*$/, ''), 's'],
  ];
  const shown = parts.filter(([count]) => count !== '0').map(([count, unit]) => `${count} ${unit}`);
  return shown.length > 0 ? shown : ['0 s'];
}

/** All of its digits, or as many as `most` after the point. */
function atMost(value: string, most: number): string {
  return formatDecimal(value, { places: Math.min(most, placesOf(value)) });
}
