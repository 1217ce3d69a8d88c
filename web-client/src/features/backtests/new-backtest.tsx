'use client';
/** `backtests.create`: what is tried, over which candles, at which costs. */
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import clsx from 'clsx';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useActionState, useState } from 'react';
import { candleSetPages } from '@/features/candle-sets/query';
import { INTERVAL_KEYS, INTERVALS } from '@/features/market/intervals';
import { instrumentPages } from '@/features/market/query';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { useOnceKey } from '@/trpc/use-once-key';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { Section } from '@/ui/section';
import { useMounted } from '@/ui/use-mounted';
import { createBacktest } from './actions';
import { DEFAULTS, SCHEMAS, inputOf, typeIn, type BacktestValues, type StrategyType } from './form-values';
import { BACKTEST_SENTENCES, refused } from './sentences';

const STRATEGIES: Record<StrategyType, string> = {
  MA_CROSSOVER: 'Crossover of two moving averages',
  RSI: 'Relative strength index',
};
/** Of the other strategy: there to be filled in where no script shows it once it is chosen. */
const UNSEEN = 'hidden noscript:grid';
const NUMBER = { inputMode: 'decimal', autoComplete: 'off' } as const;

type NewBacktestProps = {
  slug: string;
  /** Those that the page was asked for with. */
  candles: string;
  /** Names what a form without a script sends: sent twice, it asks for one backtest. */
  once: string;
};

export function NewBacktest({ slug, candles, once }: NewBacktestProps) {
  const [posted, action] = useActionState(createBacktest, {});
  const isMounted = useMounted();
  const trpc = useTRPC();
  const router = useRouter();
  const onceKey = useOnceKey();
  const instruments = rowsOf(useInfiniteQuery(instrumentPages(trpc)).data);
  const sets = rowsOf(useInfiniteQuery(candleSetPages(trpc)).data).filter(({ status }) => status === 'READY');
  const [type, setType] = useState(typeIn(posted.values?.type));
  const asked = sets.find(({ id }) => id === candles);
  const form = useSchemaForm<BacktestValues, unknown>({
    schema: SCHEMAS[type] as never,
    defaultValues: {
      ...DEFAULTS,
      instrument: marketOf(asked?.instrument ?? instruments[0]),
      candles: asked?.id ?? '',
      interval: asked?.interval ?? DEFAULTS.interval,
    },
    sentences: BACKTEST_SENTENCES,
    posted,
  });
  const [market, setId] = [form.watch('instrument'), form.watch('candles')];
  const instrument = instruments.find((known) => marketOf(known) === market);
  // Without a script they stay those of all instruments.
  const own = sets.filter((set) => !isMounted || marketOf(set.instrument) === market);
  const stored = own.find(({ id }) => id === setId)?.interval ?? 'M1';

  const create = useMutation(
    trpc.backtests.create.mutationOptions({
      onSuccess: ({ id }) => router.push(`/t/${slug}/backtests/${id}` as Route),
      onError: (error) => {
        const { own, places } = refused(error);
        form.refuse(error, own, places);
      },
    }),
  );
  const send = (values: unknown) => {
    if (!instrument || create.isPending) return;
    const input = inputOf(values as BacktestValues, type);
    create.mutate({ ...input, idempotencyKey: onceKey(input) });
  };
  const { own: sentences, places } = refused(create.error);

  return (
    <form
      action={action}
      noValidate
      aria-label="New backtest"
      onSubmit={(event) => void form.handleSubmit(send)(event)}
    >
      <Hidden fields={{ idempotencyKey: once }} />
      <Section title="Strategy" note="What decides. Orders are made at the close of a candle, and traded in the next.">
        <div className="flex flex-col gap-4">
          <TextField form={form} name="name" label="Name" autoComplete="off" autoFocus />
          <Select label="Strategy" name="type" value={type} onChange={(event) => setType(typeIn(event.target.value))}>
            {Object.entries(STRATEGIES).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
          <div className={clsx('grid grid-cols-2 gap-4', type !== 'MA_CROSSOVER' && UNSEEN)}>
            <TextField form={form} name="fast" label="Fast, candles" {...NUMBER} />
            <TextField form={form} name="slow" label="Slow, candles" {...NUMBER} />
          </div>
          <div className={clsx('grid grid-cols-3 gap-4', type !== 'RSI' && UNSEEN)}>
            <TextField form={form} name="period" label="Period" {...NUMBER} />
            <TextField form={form} name="oversold" label="Buys below" {...NUMBER} />
            <TextField form={form} name="overbought" label="Sells above" {...NUMBER} />
          </div>
          <label className="flex min-h-9 cursor-pointer items-center gap-2.5 text-row pointer-coarse:min-h-11">
            <input
              type="checkbox"
              {...form.register('short')}
              defaultChecked={posted.values?.short !== undefined}
              className="size-4 accent-ink"
            />
            Goes short too
          </label>
        </div>
      </Section>
      <Section title="Candles" note="What it is tried over. Days are those of UTC.">
        <div className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Select
              label="Instrument"
              {...form.register('instrument', { onChange: () => form.setValue('candles', '') })}
              defaultValue={form.formState.defaultValues?.instrument}
            >
              {instruments.map((known) => (
                <option key={known.id} value={marketOf(known)}>
                  {known.symbol} · {known.venue}
                </option>
              ))}
            </Select>
            <Select label="Candles" {...form.register('candles')} defaultValue={form.formState.defaultValues?.candles}>
              <option value="">The market’s</option>
              {own.map(({ id, name, instrument: { symbol } }) => (
                <option key={id} value={id}>
                  {isMounted ? name : `${name} · ${symbol}`}
                </option>
              ))}
            </Select>
            <Select
              label="A candle lasts"
              {...form.register('interval')}
              defaultValue={form.formState.defaultValues?.interval}
            >
              {INTERVAL_KEYS.map((interval) => (
                <option key={interval} value={interval} disabled={INTERVALS[interval].ms < INTERVALS[stored].ms}>
                  {INTERVALS[interval].name}
                </option>
              ))}
            </Select>
          </div>
          <div className="grid grid-cols-2 gap-4">
            <TextField form={form} name="from" label="From" type="date" hint="From the first, if left out." />
            <TextField form={form} name="to" label="To" type="date" hint="To the last, if left out." />
          </div>
          {form.errorOf('interval') && <p className="text-note text-danger">{form.errorOf('interval')}</p>}
        </div>
      </Section>
      <Section title="Money" note="What there is, how much of it is at stake, and what trading costs.">
        <div className="flex flex-col gap-4">
          <div className="grid grid-cols-2 gap-4">
            <TextField form={form} name="cash" label={`Cash, ${instrument?.quote ?? ''}`} {...NUMBER} />
            <TextField form={form} name="qty" label={`Quantity, ${instrument?.base ?? ''}`} {...NUMBER} />
            <TextField form={form} name="feePercent" label="Fee, % of value" {...NUMBER} />
            <TextField form={form} name="slippageBps" label="Slippage, bps at most" {...NUMBER} />
            <TextField
              form={form}
              name="maxLeverage"
              label="Leverage at most"
              hint="No limit, if left out."
              {...NUMBER}
            />
            <TextField form={form} name="seed" label="Seed" hint="Draws how far each order slips." {...NUMBER} />
          </div>
          {!places.InvalidField && <Refusal error={create.error} own={sentences} sentence={posted.sentence} />}
          <Submit isBusy={create.isPending} busy="Asking…" className="self-start">
            Run the backtest
          </Submit>
        </div>
      </Section>
    </form>
  );
}

/** Such as `BINANCE:BTCUSDT`. */
function marketOf(instrument: { venue: string; symbol: string } | undefined): string {
  return instrument ? `${instrument.venue}:${instrument.symbol}` : '';
}
