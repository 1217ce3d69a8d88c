'use client';
/** One of the team's bots, or all of them, as a filter of a list. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { BotId } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { FilterSelect } from '@/ui/table/filters';
import { botPages } from './query';

export function BotFilter() {
  const bots = useInfiniteQuery(botPages(useTRPC()));
  const options = rowsOf(bots.data).map(({ id, name }) => [id, name] as const);
  return <FilterSelect name="bot" label="Bot" any="All bots" options={options} />;
}

/** The name of a bot, once it is read. */
export function useBotName(id: BotId | undefined): string | undefined {
  const bots = useInfiniteQuery(botPages(useTRPC()));
  return rowsOf(bots.data).find((bot) => bot.id === id)?.name;
}
