'use server';
/** The forms of backtests without a script. */
import type { Backtest } from '@tickwire/bindings';
import { backtestsCancelInput } from '@tickwire/bindings/zod';
import { leadOn } from '@/features/tenants/lead-on';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import type { Posted } from '@/ui/form/posted';
import { inputOf, SCHEMAS, typeIn, type BacktestValues } from './form-values';
import { BACKTEST_SENTENCES, CANCEL_REFUSALS, refused } from './sentences';

/** What is not entered. */
const CHOSEN = ['instrument', 'candles', 'interval', 'from', 'to'] as const;

export async function createBacktest(_: Posted, form: FormData): Promise<Posted> {
  const type = typeIn(form.get('type'));
  const idempotencyKey = form.get('idempotencyKey');
  const posted = await post<BacktestValues, unknown, Backtest>(form, {
    schema: SCHEMAS[type] as never,
    sentences: BACKTEST_SENTENCES,
    read: () => ({
      ...Object.fromEntries(CHOSEN.map((name) => [name, form.get(name)])),
      short: form.has('short'),
    }),
    call: (values) =>
      client.backtests.create.mutate({
        ...inputOf(values as BacktestValues, type),
        idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : undefined,
      }),
    refusals: (error) => refused(error).own,
    places: (error) => refused(error).places,
  });
  if (posted.answer) return leadOn(`/backtests/${posted.answer.id}`);
  return posted;
}

export async function cancelBacktest(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: backtestsCancelInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.backtests.cancel.mutate(input),
    refusals: CANCEL_REFUSALS,
  });
}
