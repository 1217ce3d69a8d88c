/** `/t/[slug]/bots/[id]/runs`: when a bot ran, and who started and stopped it. */
import type { Metadata } from 'next';
import { RunsList } from '@/features/bots/runs-list';
import { readBot, type BotParams } from '../read-bot';

export async function generateMetadata({ params }: { params: BotParams }): Promise<Metadata> {
  return { title: `Runs of ${(await readBot(params)).name} · Tickwire` };
}

export default async function RunsPage({ params }: { params: BotParams }) {
  const { id } = await readBot(params);
  return <RunsList id={id} />;
}
