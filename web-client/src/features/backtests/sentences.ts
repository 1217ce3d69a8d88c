/** What the forms of backtests say. */
import type { BacktestRefused, CreateBacktestError } from '@tickwire/bindings';
import { refusalOf } from '@/trpc/errors';
import { DEFAULTS, type BacktestValues } from './form-values';

export const CANCEL_REFUSALS: Record<BacktestRefused['type'], string> = { UnknownBacktest: 'This backtest is gone.' };

export const CREATE_REFUSALS: Record<CreateBacktestError['type'], string> = {
  UnknownInstrument: 'This instrument is gone. Choose another one.',
  UnknownCandleSet: 'These candles are gone. Choose others.',
  InvalidField: 'A field will not do.',
  NoCandles: 'There are no candles in this time.',
  TooManyWait: 'As many backtests wait as may. Try again once some are over.',
};

/** What a refusal says, and at which field. The server names the field that makes no sense. */
export function refused(error: unknown): { own: Record<string, string>; places: Record<string, keyof BacktestValues> } {
  const refusal = refusalOf(error);
  const name = refusal?.field === 'feeRate' ? 'feePercent' : refusal?.field;
  const field = (Object.keys(DEFAULTS) as (keyof BacktestValues)[]).find((known) => known === name);
  if (refusal?.type !== 'InvalidField' || !field) return { own: CREATE_REFUSALS, places: {} };
  const own = { ...CREATE_REFUSALS, InvalidField: `Must be ${String(refusal.message)}.` };
  return { own, places: { InvalidField: field } };
}

const AMOUNT = 'A number such as 0.5.';
const COUNT = 'A whole number, up to 10,000.';

export const BACKTEST_SENTENCES = {
  name: { missing: 'Enter a name.', wrong: 'One line of at most 64 characters, with no space at either end.' },
  fast: { missing: 'Enter a number.', wrong: COUNT },
  slow: { missing: 'Enter a number.', wrong: COUNT },
  period: { missing: 'Enter a number.', wrong: COUNT },
  oversold: { missing: 'Enter a number.', wrong: 'A number such as 30.' },
  overbought: { missing: 'Enter a number.', wrong: 'A number such as 70.' },
  qty: { missing: 'Enter a quantity.', wrong: AMOUNT },
  cash: { missing: 'Enter an amount.', wrong: AMOUNT },
  maxLeverage: { missing: AMOUNT, wrong: 'A number such as 2, or nothing.' },
  feePercent: { missing: 'Enter a fee, or 0.', wrong: 'A number such as 0.1; a rebate is below zero.' },
  slippageBps: { missing: 'Enter a number, or 0.', wrong: 'A number such as 5.' },
  seed: { missing: 'Enter a whole number.', wrong: 'A whole number from 0.' },
};
