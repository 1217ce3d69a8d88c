/** The bot that the URL names. */
import 'server-only';
import type { BotId } from '@tickwire/bindings';
import { botsGetInput } from '@tickwire/bindings/zod';
import { notFound } from 'next/navigation';
import { refusalOf } from '@/trpc/errors';
import { getQueryClient, trpc } from '@/trpc/server';
import { requireTenant } from '../../../../session';

export type BotParams = Promise<{ slug: string; id: string }>;

/** Who asks, and the bot's id. Reads the bot once a request; one that is not there is no page. */
export async function readBot(params: BotParams) {
  const { slug, id: named } = await params;
  const me = await requireTenant(slug);
  const input = botsGetInput.safeParse({ id: named });
  if (!input.success) notFound();
  const id: BotId = input.data.id;
  // What fails otherwise is read once more by the browser, which shows why.
  const bot = await getQueryClient()
    .query(trpc.bots.get.queryOptions({ id }))
    .catch((error: unknown) => {
      if (refusalOf(error)?.type === 'UnknownBot') notFound();
    });
  return { me, id, name: bot?.bot.name ?? 'Bot' };
}
