/** `/t/[slug]/bots/[id]/messages`: what a bot has to say. */
import type { Metadata } from 'next';
import { Messages } from '@/features/bots/messages/messages';
import { messagePages, readLevel } from '@/features/bots/messages/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { searchOf } from '@/ui/search';
import { readBot, type BotParams } from '../read-bot';

type Props = {
  params: BotParams;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Messages of ${(await readBot(params)).name} · Tickwire` };
}

export default async function MessagesPage({ params, searchParams }: Props) {
  const { id } = await readBot(params);
  const level = readLevel(searchOf(await searchParams));
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([getQueryClient().infiniteQuery(messagePages(trpc, id, level))]);
  return (
    <Hydrate>
      <Messages id={id} />
    </Hydrate>
  );
}
