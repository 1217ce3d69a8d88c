'use client';
/** The fields of a built-in strategy. Those of the other strategy wait, out of sight. */
import { useQuery } from '@tanstack/react-query';
import type { StrategyKind } from '@tickwire/bindings';
import clsx from 'clsx';
import { useWatch } from 'react-hook-form';
import { formatDecimal, placesOf } from '@/format/decimal';
import { useTRPC } from '@/trpc/client';
import { Hidden } from '@/ui/form/hidden';
import { Select } from '@/ui/form/select-field';
import { TextField } from '@/ui/form/text-field';
import type { SchemaForm } from '@/ui/form/use-schema-form';
import { instrumentOptions } from '../query';
import { INTERVALS, type SetupFields as Fields } from './setup';

type SetupFieldsProps = { form: SchemaForm<Fields>; isDisabled?: boolean };

export function SetupFields({ form, isDisabled }: SetupFieldsProps) {
  const [strategy, market] = useWatch({ control: form.control, name: ['strategy', 'market'] });
  const instruments = useQuery(instrumentOptions(useTRPC())).data?.items ?? [];
  const instrument = instruments.find(({ venue, symbol }) => `${venue}:${symbol}` === market);
  const marketError = form.errorOf('market');
  const field = { form, autoComplete: 'off', inputMode: 'decimal', readOnly: isDisabled } as const;
  const shownFor = (kind: StrategyKind) => clsx('grid grid-cols-2 gap-4', strategy !== kind && 'hidden');
  return (
    <>
      <Hidden fields={{ strategy }} />
      <div className="flex flex-col gap-1.5">
        <Select
          label="Instrument"
          {...form.register('market')}
          defaultValue={form.formState.defaultValues?.market}
          disabled={isDisabled}
          aria-invalid={marketError !== undefined}
          aria-describedby={marketError ? 'market-error' : undefined}
        >
          <option value="">Choose one</option>
          {instruments.map(({ id, venue, symbol }) => (
            <option key={id} value={`${venue}:${symbol}`}>
              {symbol} · {venue}
            </option>
          ))}
        </Select>
        {marketError && (
          <p id="market-error" className="text-note text-danger">
            {marketError}
          </p>
        )}
      </div>
      <div className="grid grid-cols-2 gap-4">
        <Select
          label="Candles of"
          {...form.register('interval')}
          defaultValue={form.formState.defaultValues?.interval}
          disabled={isDisabled}
        >
          {Object.entries(INTERVALS).map(([interval, name]) => (
            <option key={interval} value={interval}>
              {name}
            </option>
          ))}
        </Select>
        <TextField
          {...field}
          name="qty"
          label={`Quantity${instrument ? ` in ${instrument.base}` : ''}`}
          hint={
            instrument &&
            `At least ${formatDecimal(instrument.minQty, { places: placesOf(instrument.minQty) })}, in steps of ${formatDecimal(instrument.lotStep, { places: placesOf(instrument.lotStep) })}.`
          }
        />
      </div>
      <div className={shownFor('MA_CROSSOVER')}>
        <TextField {...field} name="fast" label="Fast average" hint="Candles." />
        <TextField {...field} name="slow" label="Slow average" hint="Candles, more than the fast one." />
      </div>
      <div className={shownFor('RSI')}>
        <TextField {...field} name="period" label="Period" hint="Candles; Wilder takes 14." className="col-span-2" />
        <TextField {...field} name="oversold" label="Buys below" hint="Such as 30." />
        <TextField {...field} name="overbought" label="Sells above" hint="Such as 70." />
      </div>
      <label className="flex min-h-9 cursor-pointer items-center gap-2.5 text-row pointer-coarse:min-h-11">
        <input
          type="checkbox"
          {...form.register('short')}
          defaultChecked={form.formState.defaultValues?.short}
          disabled={isDisabled}
          className="size-4 accent-ink"
        />
        <span>
          Sell short too <span className="text-muted">instead of holding nothing</span>
        </span>
      </label>
    </>
  );
}
