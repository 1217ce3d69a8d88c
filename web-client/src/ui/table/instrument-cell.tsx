/** An instrument, and below it whose row it is; on a card, beside it. */
import type { InstrumentRef } from '@tickwire/bindings';

export function InstrumentCell({ instrument, note }: { instrument: InstrumentRef; note: string }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2 leading-4 @2xl:flex-col @2xl:items-start @2xl:gap-0">
      <span className="font-medium" title={`${instrument.venue}:${instrument.symbol}`}>
        {instrument.symbol}
      </span>
      <span className="max-w-full truncate text-note text-muted">{note}</span>
    </span>
  );
}
