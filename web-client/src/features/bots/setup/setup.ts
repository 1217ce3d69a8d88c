/** What a bot with a built-in strategy follows, as a form has it and as its versions hold it. */
import type { CandleInterval, StrategyKind } from '@tickwire/bindings';
import { botsCreateInput } from '@tickwire/bindings/zod';
import * as z from 'zod/v4-mini';
import type { Sentences } from '@/ui/form/sentences';
import type { Content } from '../configuration/changes';
import { NAME_SENTENCES } from '../sentences';

export const INTERVALS = {
  M1: '1 minute',
  M5: '5 minutes',
  M15: '15 minutes',
  H1: '1 hour',
  H4: '4 hours',
  D1: '1 day',
} satisfies Record<CandleInterval, string>;

const KINDS = ['MA_CROSSOVER', 'RSI'] as const satisfies readonly StrategyKind[];
const MOST_CANDLES = 10_000;

/** The fields of the form: amounts are text, and stay it. */
export type SetupFields = {
  /** What a new bot is to be called; a bot that is there has its name. */
  name: string;
  strategy: StrategyKind;
  /** Such as `BINANCE:BTCUSDT`. */
  market: string;
  interval: CandleInterval;
  qty: string;
  fast: string;
  slow: string;
  period: string;
  oversold: string;
  overbought: string;
  short: boolean;
};

/** What a new one begins with, save for the market. */
export const DEFAULTS: SetupFields = {
  ...{ name: '', strategy: 'MA_CROSSOVER', market: '', interval: 'M5', qty: '', short: false },
  ...{ fast: '12', slow: '26', period: '14', oversold: '30', overbought: '70' },
};

/** The parameters that each strategy has of its own. */
export const PARAMETERS = {
  MA_CROSSOVER: ['fast', 'slow'],
  RSI: ['period', 'oversold', 'overbought'],
} as const satisfies Record<StrategyKind, readonly (keyof SetupFields)[]>;

const isAmount = (text: string) => /^\d{1,16}(\.\d{1,12})?$/.test(text) && /[1-9]/.test(text);
const isCount = (text: string, least: number) =>
  /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= MOST_CANDLES;

const RULES: Partial<Record<keyof SetupFields, (fields: SetupFields) => boolean>> = {
  market: ({ market }) => /^[^:]+:.+$/.test(market),
  qty: ({ qty }) => isAmount(qty),
  fast: ({ fast }) => isCount(fast, 1),
  slow: ({ fast, slow }) => isCount(slow, 2) && (!isCount(fast, 1) || Number(slow) > Number(fast)),
  period: ({ period }) => isCount(period, 2),
  oversold: ({ oversold }) => isAmount(oversold),
  overbought: ({ overbought }) => isAmount(overbought),
};

const SHAPE = {
  name: z.string(),
  strategy: z.enum(KINDS),
  market: z.string(),
  interval: z.enum(Object.keys(INTERVALS) as CandleInterval[]),
  qty: z.string(),
  fast: z.string(),
  slow: z.string(),
  period: z.string(),
  oversold: z.string(),
  overbought: z.string(),
  short: z.boolean(),
};

/** The names of the fields that make no sense; those of the other strategy are not looked at. */
export function wrongFields(fields: SetupFields): (keyof SetupFields)[] {
  const names = ['market', 'qty', ...PARAMETERS[fields.strategy]] as const;
  return names.filter((name) => RULES[name]?.(fields) === false);
}

/** The form's own look at what was entered; the server has the last word. */
export const setupSchema = z.object(SHAPE).check((context) => tell(context, wrongFields(context.value)));

/** The same, of a bot that is to be made. */
export const newSetupSchema = z.object(SHAPE).check((context) => {
  const isNamed = botsCreateInput.shape.name.safeParse(context.value.name).success;
  tell(context, [...(isNamed ? [] : ['name' as const]), ...wrongFields(context.value)]);
});

function tell({ value, issues }: z.core.ParsePayload<SetupFields>, names: (keyof SetupFields)[]): void {
  issues.push(...names.map((name) => ({ code: 'custom' as const, path: [name], input: value[name], message: name })));
}

export const SETUP_SENTENCES: Sentences<SetupFields> = {
  ...NAME_SENTENCES,
  market: { missing: 'Choose what it trades.', wrong: 'Choose what it trades.' },
  qty: { missing: 'Enter how much it holds.', wrong: 'An amount above 0, such as 0.05.' },
  fast: { missing: 'Enter a number of candles.', wrong: 'From 1 to 10000 candles.' },
  slow: { missing: 'Enter a number of candles.', wrong: 'More candles than the fast average has, 10000 at most.' },
  period: { missing: 'Enter a number of candles.', wrong: 'From 2 to 10000 candles.' },
  oversold: { missing: 'Enter a number, such as 30.', wrong: 'A number above 0, such as 30.' },
  overbought: { missing: 'Enter a number, such as 70.', wrong: 'A number above the other and below 100.' },
};

/** The fields as a version holds them. */
export function setupOf(fields: SetupFields) {
  const { strategy, market, interval, qty, fast, slow, period, oversold, overbought, short } = fields;
  const [venue = '', ...symbol] = market.split(':');
  return {
    strategy:
      strategy === 'RSI'
        ? { type: strategy, period: Number(period), oversold, overbought, short }
        : { type: strategy, fast: Number(fast), slow: Number(slow), short },
    venue,
    symbol: symbol.join(':'),
    interval,
    qty,
  };
}

/** The fields as a form says them without a script: what is not ticked is not said. */
export function fieldsIn(said: Record<string, unknown>): SetupFields {
  const names = Object.keys(DEFAULTS).filter((name) => typeof said[name] === 'string');
  const entered = Object.fromEntries(names.map((name) => [name, said[name]]));
  return { ...DEFAULTS, ...entered, short: 'short' in said };
}

/** A version as the fields have it. What it does not say is as in a new one. */
export function fieldsOf(content: Content): SetupFields {
  const strategy = isObject(content.strategy) ? content.strategy : {};
  const text = (value: unknown, otherwise: string) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
  return {
    name: '',
    strategy: KINDS.find((kind) => kind === strategy.type) ?? DEFAULTS.strategy,
    market: `${text(content.venue, '')}:${text(content.symbol, '')}`,
    interval: INTERVAL_NAMES.find((name) => name === content.interval) ?? DEFAULTS.interval,
    qty: text(content.qty, ''),
    fast: text(strategy.fast, DEFAULTS.fast),
    slow: text(strategy.slow, DEFAULTS.slow),
    period: text(strategy.period, DEFAULTS.period),
    oversold: text(strategy.oversold, DEFAULTS.oversold),
    overbought: text(strategy.overbought, DEFAULTS.overbought),
    short: strategy.short === true,
  };
}

const INTERVAL_NAMES = Object.keys(INTERVALS) as CandleInterval[];

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
