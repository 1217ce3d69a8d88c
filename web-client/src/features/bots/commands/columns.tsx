'use client';
/** The columns of the commands table. */
import type { BotCommand } from '@tickwire/bindings';
import clsx from 'clsx';
import { CircleCheck, Hourglass, Inbox, OctagonX, TimerOff, type LucideIcon } from 'lucide-react';
import { Age, ShortTime } from '@/format/time-text';
import { column, type Column } from '@/ui/table/columns';
import { KINDS, stageOf, type Stage } from './query';

const LOOKS: Record<Stage, { word: string; Icon: LucideIcon; className?: string }> = {
  WAITING: { word: 'Waiting', Icon: Hourglass },
  TAKEN: { word: 'Taken', Icon: Inbox },
  EXPIRED: { word: 'Expired', Icon: TimerOff, className: 'text-muted' },
  DONE: { word: 'Done', Icon: CircleCheck },
  FAILED: { word: 'Failed', Icon: OctagonX, className: 'text-danger' },
};

export const COLUMNS: Column<BotCommand>[] = [
  column({
    id: 'command',
    header: 'Command',
    meta: { weight: 20, card: 'lead' },
    cell: ({ kind, payload }) => {
      const text = payload === null ? '' : JSON.stringify(payload);
      return (
        <span className="flex min-w-0 flex-col leading-4" title={text}>
          <span className="font-medium">{KINDS[kind].name}</span>
          <code className="truncate font-mono text-note text-muted empty:hidden">{text}</code>
        </span>
      );
    },
  }),
  column({
    id: 'status',
    header: 'State',
    meta: { weight: 16, card: 'end' },
    cell: (command) => <State command={command} />,
  }),
  column({
    id: 'result',
    header: 'What it answered',
    meta: { weight: 34, card: 'below', wraps: true },
    cell: ({ result }) => result && <span className="block py-1 break-words">{result}</span>,
  }),
  column({
    id: 'by',
    header: 'Sent by',
    meta: { weight: 18, card: 'note' },
    cell: ({ sentBy }) => <span className="block truncate text-muted">{sentBy}</span>,
  }),
  column({
    id: 'sent',
    header: 'Sent',
    meta: { isNumeric: true, weight: 12, card: 'tail' },
    cell: ({ sentAt }) => <ShortTime at={sentAt} className="numbers text-muted" />,
  }),
];

function State({ command }: { command: BotCommand }) {
  const { word, Icon, className } = LOOKS[stageOf(command)];
  const { sentAt, takenAt, answeredAt, expiredAt } = command;
  const over = answeredAt ?? expiredAt;
  return (
    <span className={clsx('flex w-fit items-center gap-1.5', className)}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span>
        {word}{' '}
        <span className="text-note text-muted">
          {over ? <ShortTime at={over} className="numbers" /> : <Age at={takenAt ?? sentAt} className="numbers" />}
        </span>
      </span>
    </span>
  );
}
