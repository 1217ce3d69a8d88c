'use client';
/** The columns of the signals table. */
import type { Signal } from '@tickwire/bindings';
import { ShortTime } from '@/format/time-text';
import { byText, byTime, column, type Column } from '@/ui/table/columns';
import { InstrumentCell } from '@/ui/table/instrument-cell';
import { describeOrder, describeTerms, SOURCE_NAMES } from './describe-signal';
import { SignalStatusCell } from './signal-status';
import { WhyCell } from './why-cell';

export const COLUMNS: Column<Signal>[] = [
  column({
    id: 'instrument',
    header: 'Instrument',
    meta: { weight: 14, card: 'lead' },
    order: byText((signal) => signal.instrument.symbol),
    cell: ({ instrument, bot }) => <InstrumentCell instrument={instrument} note={bot.name} />,
  }),
  column({
    id: 'action',
    header: 'Action',
    meta: { weight: 22, card: 'note' },
    cell: (signal) => (
      <span className="numbers flex min-w-0 flex-col leading-4">
        <span className="truncate">{describeOrder(signal)}</span>
        <span className="truncate text-note text-muted empty:hidden">{describeTerms(signal)}</span>
      </span>
    ),
  }),
  column({
    id: 'source',
    header: 'From',
    meta: { weight: 10, isExtra: true },
    cell: ({ source }) => SOURCE_NAMES[source],
  }),
  column({
    id: 'status',
    header: 'Verdict',
    meta: { weight: 12, card: 'end' },
    cell: ({ status }) => <SignalStatusCell status={status} />,
  }),
  column({
    id: 'why',
    header: 'Why',
    meta: { weight: 36, card: 'below', wraps: true },
    cell: (signal) => <WhyCell signal={signal} />,
  }),
  column({
    id: 'received',
    header: 'Received',
    meta: { isNumeric: true, weight: 12, card: 'tail' },
    order: byTime((signal) => signal.receivedAt),
    cell: ({ receivedAt }) => <ShortTime at={receivedAt} className="numbers text-muted" />,
  }),
];
