'use client';
/** What a bot was told to do, and what came of it, as it answers. */
import type { BotId, CommandStatus, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { useMemo } from 'react';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { whyNot } from '@/ui/no-permission';
import { Pane } from '@/ui/pane';
import { ClearFilters, Filters, FilterSelect } from '@/ui/table/filters';
import { LiveTable } from '@/ui/table/live-table';
import { useUrl } from '@/ui/use-url';
import { useBot } from '../use-bots';
import { COLUMNS } from './columns';
import { FILTER_NAMES, readStatus, SEND_REFUSALS, STATUS_NAMES } from './query';
import { SendCommand } from './send-command';
import { useCommands } from './use-commands';

type CommandsProps = {
  id: BotId;
  role: Role;
  /** Names what a form without a script sends: sent twice, it is one command. */
  once: string;
};

export function Commands({ id, role, once }: CommandsProps) {
  const status = readStatus(useUrl().search);
  const bot = useBot(id).data?.bot;
  const reason = bot?.strategy
    ? SEND_REFUSALS.BuiltIn
    : mayCall(role, 'bots.command')
      ? undefined
      : whyNot(role, 'BOTS_MANAGE');
  return (
    <Pane>
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-2">
        <p className="max-w-prose flex-1 basis-56 text-note text-muted">
          {reason ??
            (bot?.lastHeartbeatAt === null
              ? 'No program of this bot was heard of yet: what is sent waits an hour for one that listens.'
              : 'Its program does what it is told, in the order in which it was told, and answers. What nobody answers within an hour, or until the bot is stopped, expires.')}
        </p>
        {bot && !reason && <SendCommand bot={bot} once={once} />}
      </div>
      <Filters names={FILTER_NAMES} keeps={[]}>
        <FilterSelect name="status" label="State" any="Any state" options={Object.entries(STATUS_NAMES)} />
      </Filters>
      <CommandsList key={status} id={id} status={status} />
    </Pane>
  );
}

function CommandsList({ id, status }: { id: BotId; status: CommandStatus | undefined }) {
  const list = useCommands(id, status);
  const rows = useMemo(() => rowsOf(list.data), [list.data]);
  return (
    <LiveTable
      label="Commands"
      what="commands"
      columns={COLUMNS}
      list={list}
      rows={rows}
      empty={
        status ? (
          <Empty title="No match">
            <ClearFilters names={FILTER_NAMES} />
          </Empty>
        ) : (
          <Empty title="No commands yet">What the bot is told stands here, with what it answers.</Empty>
        )
      }
    />
  );
}
