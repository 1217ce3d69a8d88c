'use client';
/** What a bot holds, live. */
import type { BotId } from '@tickwire/bindings';
import { COLUMNS_OF } from '@/features/positions/columns';
import { useLivePositions } from '@/features/positions/use-positions';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { LiveTable } from '@/ui/table/live-table';

export function BotPositions({ id }: { id: BotId }) {
  const list = useLivePositions('open', { bot: id });
  return (
    <section aria-labelledby="position" className="min-w-0">
      <h2 id="position" className="flex h-11 items-center border-b border-line px-4 text-body font-semibold sm:px-6">
        Position
      </h2>
      <LiveTable
        label="Position"
        what="positions"
        columns={COLUMNS_OF.open}
        list={list}
        rows={rowsOf(list.data)}
        quoteOf={(position) => position.instrument.quote}
        empty={<Empty title="It holds nothing">Its first filled signal opens a position.</Empty>}
      />
    </section>
  );
}
