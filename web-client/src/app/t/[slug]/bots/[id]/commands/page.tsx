/** `/t/[slug]/bots/[id]/commands`: what a bot was told to do, and what came of it. */
import type { Metadata } from 'next';
import { Commands } from '@/features/bots/commands/commands';
import { commandPages, readStatus } from '@/features/bots/commands/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { searchOf } from '@/ui/search';
import { readBot, type BotParams } from '../read-bot';

type Props = {
  params: BotParams;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Commands to ${(await readBot(params)).name} · Tickwire` };
}

export default async function CommandsPage({ params, searchParams }: Props) {
  const { me, id } = await readBot(params);
  const status = readStatus(searchOf(await searchParams));
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([getQueryClient().infiniteQuery(commandPages(trpc, id, status))]);
  return (
    <Hydrate>
      <Commands id={id} role={me.role} once={crypto.randomUUID()} />
    </Hydrate>
  );
}
