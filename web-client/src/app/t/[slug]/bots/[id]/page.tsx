/** `/t/[slug]/bots/[id]`: what a bot earned, holds and asked for. */
import type { Metadata } from 'next';
import { BotFigures } from '@/features/bots/bot-figures';
import { BotPositions } from '@/features/bots/bot-positions';
import { LastSignals } from '@/features/bots/last-signals';
import { lastSignals } from '@/features/bots/query';
import { equityOptions } from '@/features/equity/query';
import { positionPages } from '@/features/positions/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { readBot, type BotParams } from './read-bot';

export async function generateMetadata({ params }: { params: BotParams }): Promise<Metadata> {
  return { title: `${(await readBot(params)).name} · Tickwire` };
}

export default async function BotPage({ params }: { params: BotParams }) {
  const { id } = await readBot(params);
  const cache = getQueryClient();
  // What fails here is read once more by the browser, which shows why.
  await Promise.allSettled([
    cache.query(equityOptions(trpc, { botId: id })),
    cache.infiniteQuery(positionPages(trpc, 'open', { bot: id })),
    cache.infiniteQuery(lastSignals(trpc, id)),
  ]);
  return (
    <Hydrate>
      <BotFigures id={id} />
      <BotPositions id={id} />
      <LastSignals id={id} />
    </Hydrate>
  );
}
