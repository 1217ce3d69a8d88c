/** What a person enters for a backtest, and what is asked for by it. */
import type { BacktestsCreateInput, CandleInterval, CandleSetId } from '@tickwire/bindings';
import { amountSchema, candleIntervalSchema, nameSchema } from '@tickwire/bindings/zod';
import { boolean, literal, object, regex, string, union, unknown } from 'zod/v4-mini';

const DAY_MS = 86_400_000;

/** From 1 to 10000. */
const count = string().check(regex(/^(?:[1-9]\d{0,3}|10000)$/));
const day = union([literal(''), string().check(regex(/^\d{4}-\d\d-\d\d$/))]);

const SHARED = {
  name: nameSchema,
  instrument: string(),
  candles: string(),
  interval: candleIntervalSchema,
  from: day,
  to: day,
  short: boolean(),
  qty: amountSchema,
  cash: amountSchema,
  maxLeverage: union([literal(''), amountSchema]),
  feePercent: amountSchema,
  slippageBps: amountSchema,
  seed: string().check(regex(/^\d{1,9}$/)),
};
const CROSSOVER = { fast: count, slow: count };
const RSI = { period: count, oversold: amountSchema, overbought: amountSchema };
const UNSEEN = { fast: unknown(), slow: unknown(), period: unknown(), oversold: unknown(), overbought: unknown() };

/** What is not asked of a strategy may be anything. */
export const SCHEMAS = {
  MA_CROSSOVER: object({ ...UNSEEN, ...SHARED, ...CROSSOVER }),
  RSI: object({ ...UNSEEN, ...SHARED, ...RSI }),
};

/** The strategy that a form names. */
export function typeIn(name: unknown): StrategyType {
  return name === 'RSI' ? 'RSI' : 'MA_CROSSOVER';
}

export type StrategyType = keyof typeof SCHEMAS;
/** Each is text until it is asked for, but for what is chosen. */
export type BacktestValues = Record<
  Exclude<keyof typeof SHARED, 'short'> | keyof typeof CROSSOVER | keyof typeof RSI,
  string
> & {
  interval: CandleInterval;
  short: boolean;
};

/** What stands in the form at first: a crossover that many begin with, at the costs of a usual venue. */
export const DEFAULTS: BacktestValues = {
  name: '',
  instrument: '',
  candles: '',
  interval: 'M1',
  from: '',
  to: '',
  short: false,
  fast: '10',
  slow: '30',
  period: '14',
  oversold: '30',
  overbought: '70',
  qty: '1',
  cash: '10000',
  maxLeverage: '',
  feePercent: '0.1',
  slippageBps: '1',
  seed: '1',
};

/** What is asked for; the last day counts whole. */
export function inputOf(values: BacktestValues, type: StrategyType): BacktestsCreateInput {
  const [venue = '', ...symbol] = values.instrument.split(':');
  const { short, name, interval, qty, cash, slippageBps } = values;
  const strategy =
    type === 'RSI'
      ? { type, period: Number(values.period), oversold: values.oversold, overbought: values.overbought, short }
      : { type, fast: Number(values.fast), slow: Number(values.slow), short };
  return {
    ...{ name, strategy, venue, symbol: symbol.join(':'), interval, qty, cash, slippageBps },
    candleSetId: values.candles === '' ? undefined : (values.candles as CandleSetId),
    from: values.from === '' ? undefined : new Date(values.from),
    to: values.to === '' ? undefined : new Date(Date.parse(values.to) + DAY_MS),
    maxLeverage: values.maxLeverage === '' ? undefined : values.maxLeverage,
    feeRate: hundredth(values.feePercent),
    seed: Number(values.seed),
  };
}

/** The number over a hundred, digit by digit: `0.1` is `0.001`. */
export function hundredth(value: string): string {
  const sign = value.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = value.replace(/^[+-]/, '').split('.');
  const digits = whole.padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}
