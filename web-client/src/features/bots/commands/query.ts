/** What a bot was told to do: which of it, as the URL says, the same on the server and in the browser. */
import type { AppRouter, BotCommand, BotId, CommandKind, CommandStatus, SendCommandError } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { wordIn, type Search } from '@/ui/search';
import { BOT_REFUSALS } from '../sentences';

const PAGE_SIZE = 100;

export const STATUS_NAMES: Record<CommandStatus, string> = {
  WAITING: 'Not answered',
  DONE: 'Done',
  FAILED: 'Failed',
};

/** How far a command has come: of those that are not answered, which the program took, and which expired. */
export type Stage = CommandStatus | 'TAKEN' | 'EXPIRED';

export function stageOf({ status, takenAt, expiredAt }: BotCommand): Stage {
  if (status !== 'WAITING') return status;
  if (expiredAt) return 'EXPIRED';
  return takenAt ? 'TAKEN' : 'WAITING';
}

/** What each command is called, and what a program makes of it. */
export const KINDS: Record<CommandKind, { name: string; note: string }> = {
  PAUSE: { name: 'Pause', note: 'It is to trade no more, and to go on listening.' },
  FLATTEN: { name: 'Flatten', note: 'It is to close what it holds.' },
  RELOAD: { name: 'Reload', note: 'It is to read its configuration again.' },
  CUSTOM: { name: 'Custom', note: 'What you and your program have agreed on.' },
};

export const SEND_REFUSALS: Record<SendCommandError['type'], string> = {
  ...BOT_REFUSALS,
  BuiltIn: 'A built-in strategy hears no commands: pause the bot, or close what it holds.',
  TooManyWait: 'A hundred commands wait for this bot: its program does not answer.',
  TooLong: 'It is too long: at most 16 KiB.',
};

/** The parameters that are filters. */
export const FILTER_NAMES = ['status'] as const;

export function readStatus(search: Search): CommandStatus | undefined {
  return wordIn(search, 'status', Object.keys(STATUS_NAMES) as CommandStatus[]);
}

/** A command that a form names. */
export function kindIn(name: unknown): CommandKind {
  return (Object.keys(KINDS) as CommandKind[]).find((kind) => kind === name) ?? 'PAUSE';
}

/** `bots.commands`, newest first, page by page. */
export function commandPages(trpc: TRPCOptionsProxy<AppRouter>, id: BotId, status: CommandStatus | undefined) {
  return trpc.bots.commands.infiniteQueryOptions(
    { id, status, limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
