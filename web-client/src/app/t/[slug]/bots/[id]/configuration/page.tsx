/** `/t/[slug]/bots/[id]/configuration`: what a bot follows, and what it followed before. */
import type { Metadata } from 'next';
import { Configuration } from '@/features/bots/configuration/configuration';
import { instrumentOptions, versionPages } from '@/features/bots/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { readBot, type BotParams } from '../read-bot';

export async function generateMetadata({ params }: { params: BotParams }): Promise<Metadata> {
  return { title: `Configuration of ${(await readBot(params)).name} · Tickwire` };
}

export default async function ConfigurationPage({ params }: { params: BotParams }) {
  const { me, id } = await readBot(params);
  // What fails here is read once more by the browser, which shows why.
  const cache = getQueryClient();
  await Promise.allSettled([cache.infiniteQuery(versionPages(trpc, id)), cache.query(instrumentOptions(trpc))]);
  return (
    <Hydrate>
      <Configuration id={id} role={me.role} />
    </Hydrate>
  );
}
