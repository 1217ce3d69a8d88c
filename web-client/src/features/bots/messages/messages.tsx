'use client';
/** What a bot, or the service about it, has to say, as it says it. */
import type { BotId, BotMessage, MessageLevel } from '@tickwire/bindings';
import clsx from 'clsx';
import { Info, OctagonX, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { ShortTime } from '@/format/time-text';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { Pane } from '@/ui/pane';
import { column, type Column } from '@/ui/table/columns';
import { ClearFilters, Filters, FilterSelect } from '@/ui/table/filters';
import { LiveTable } from '@/ui/table/live-table';
import { useUrl } from '@/ui/use-url';
import { FILTER_NAMES, LEVEL_NAMES, readLevel } from './query';
import { useMessages } from './use-messages';

const LOOKS: Record<MessageLevel, { Icon: LucideIcon; className: string }> = {
  INFO: { Icon: Info, className: 'text-muted' },
  WARNING: { Icon: TriangleAlert, className: 'rounded-sm bg-warn px-1.5' },
  ERROR: { Icon: OctagonX, className: 'font-medium text-danger' },
};

const COLUMNS: Column<BotMessage>[] = [
  column({
    id: 'at',
    header: 'Time',
    meta: { weight: 12, card: 'end' },
    cell: ({ at }) => <ShortTime at={at} className="numbers text-muted" />,
  }),
  column({
    id: 'level',
    header: 'Level',
    meta: { weight: 12, card: 'lead' },
    cell: ({ level }) => <Level level={level} />,
  }),
  column({
    id: 'text',
    header: 'Message',
    meta: { weight: 76, card: 'below', wraps: true },
    cell: ({ text }) => <span className="block py-1 break-words whitespace-pre-wrap">{text}</span>,
  }),
];

export function Messages({ id }: { id: BotId }) {
  const level = readLevel(useUrl().search);
  return (
    <Pane>
      <Filters names={FILTER_NAMES} keeps={[]}>
        <FilterSelect name="level" label="Level" any="Any level" options={Object.entries(LEVEL_NAMES)} />
      </Filters>
      <MessagesList key={level} id={id} level={level} />
    </Pane>
  );
}

function MessagesList({ id, level }: { id: BotId; level: MessageLevel | undefined }) {
  const list = useMessages(id, level);
  const rows = useMemo(() => rowsOf(list.data), [list.data]);
  return (
    <LiveTable
      label="Messages"
      what="messages"
      columns={COLUMNS}
      list={list}
      rows={rows}
      empty={
        level ? (
          <Empty title="No match">
            <ClearFilters names={FILTER_NAMES} />
          </Empty>
        ) : (
          <Empty title="No messages yet">
            What its program says with <code className="font-mono text-note">bots.log</code> appears here at once, and
            stays for thirty days.
          </Empty>
        )
      }
    />
  );
}

function Level({ level }: { level: MessageLevel }) {
  const { Icon, className } = LOOKS[level];
  return (
    <span className={clsx('flex w-fit items-center gap-1.5', className)}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {LEVEL_NAMES[level]}
    </span>
  );
}
