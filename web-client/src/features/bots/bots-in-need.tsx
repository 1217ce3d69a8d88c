'use client';
/** The bots that a person should look at: those that went quiet, and those that do not as they are asked. */
import type { Bot } from '@tickwire/bindings';
import { TriangleAlert } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useAtNow } from '@/format/clock';
import { Age } from '@/format/time-text';
import { rowsOf } from '@/trpc/pages';
import { TextLink } from '@/ui/text-link';
import { needs } from './needs';
import { STATES } from './state';
import { useLiveBots } from './use-bots';

export function BotsInNeed({ slug, mayMake }: { slug: string; mayMake: boolean }) {
  const list = useLiveBots();
  const bots = rowsOf(list.data);
  const ids = useAtNow((now) =>
    bots
      .filter((bot) => needs(bot, now))
      .map(({ id }) => id)
      .join(' '),
  );
  if (list.data && bots.length === 0 && mayMake) {
    return (
      <p className="border-b border-line px-4 py-3 text-row text-muted">
        No bot trades yet. <TextLink href={`/t/${slug}/bots/new?decides=MA_CROSSOVER`}>Let a strategy trade</TextLink>{' '}
        that is built in, or <TextLink href={`/t/${slug}/bots/new`}>connect a program</TextLink> of yours.
      </p>
    );
  }
  const inNeed = bots.filter(({ id }) => ids.split(' ').includes(id));
  if (inNeed.length === 0) return null;
  return (
    <ul aria-label="Bots that need a person" className="border-b border-line bg-warn text-row">
      {inNeed.map((bot) => (
        <li key={bot.id} className="flex items-center gap-2 px-4 py-2">
          <TriangleAlert className="size-3.5 shrink-0" aria-hidden />
          <p className="min-w-0">
            <Link
              href={`/t/${slug}/bots/${bot.id}` as Route}
              className="font-medium underline underline-offset-4 pointer-coarse:inline-block pointer-coarse:py-3"
            >
              {bot.name}
            </Link>{' '}
            <Need bot={bot} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Need({ bot: { quietSince, desiredStatus, status } }: { bot: Bot }) {
  if (quietSince) {
    return (
      <>
        has been quiet for <Age at={quietSince} className="numbers" />
      </>
    );
  }
  return `is asked to be ${lower(desiredStatus)} and reports to be ${lower(status)}`;
}

function lower(status: Bot['status']): string {
  return STATES[status].word.toLowerCase();
}
