'use client';
/** What a bot is asked for, and what it says of itself, by shape and word. */
import type { Bot, BotStatus } from '@tickwire/bindings';
import { CirclePause, CirclePlay, CircleStop, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useAtNow } from '@/format/clock';
import { Age } from '@/format/time-text';
import { ASKS } from './sentences';

export const STATES: Record<BotStatus, { word: string; Icon: LucideIcon }> = {
  RUNNING: { word: 'Running', Icon: CirclePlay },
  PAUSED: { word: 'Paused', Icon: CirclePause },
  STOPPED: { word: 'Stopped', Icon: CircleStop },
};

/** A heartbeat older than this says so. */
const STALE_MS = 30_000;

/** The state that people ask for; `requested` until the server has told of it. */
export function Asked({ bot, requested }: { bot: Bot; requested?: BotStatus }) {
  if (requested) return <IconWord Icon={Hourglass} word={`${ASKS[requested]} requested`} />;
  return <IconWord {...STATES[bot.desiredStatus]} />;
}

/** What the bot reports, and when it was last heard of. */
export function Reported({ bot, heardAt }: { bot: Bot; heardAt: Date | null }) {
  const isStale = useAtNow((now) => heardAt !== null && now.getTime() - heardAt.getTime() > STALE_MS);
  if (bot.quietSince) {
    return (
      <span className="inline-flex items-center gap-1.5 rounded-sm bg-warn px-1.5">
        <TriangleAlert className="size-3.5 shrink-0" aria-hidden />
        <span>
          Quiet for <Age at={bot.quietSince} className="numbers" />
        </span>
      </span>
    );
  }
  // What never reports has no state of its own: a hook does as it is asked.
  if (!heardAt) return <span className="text-muted">Never heard of</span>;
  const { word, Icon } = STATES[bot.status];
  return (
    <span className={`inline-flex items-center gap-1.5 ${isStale ? 'text-muted' : ''}`}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span>
        {word}
        <span className="text-note text-muted">
          {' · '}
          <Age at={heardAt} className="numbers" /> ago
        </span>
      </span>
    </span>
  );
}

function IconWord({ word, Icon }: { word: string; Icon: LucideIcon }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {word}
    </span>
  );
}
