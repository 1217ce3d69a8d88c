'use client';
/** Start, pause and stop, always in the same places: what makes no sense now keeps its place and the focus. */
import type { Bot } from '@tickwire/bindings';
import clsx from 'clsx';
import { Pause, Play } from 'lucide-react';
import { useActionState } from 'react';
import { Act } from '@/ui/form/act';
import { ACT } from './act-look';
import { askBot } from './actions';
import { StopBot } from './stop-bot';
import type { Ask } from './use-ask';

export function Acts({ bot, ask, className }: { bot: Bot; ask: Ask; className?: string }) {
  const [, send] = useActionState(askBot, {});
  const { id, name, desiredStatus } = bot;
  const isBusy = ask.requested !== undefined;
  return (
    <span className={clsx('inline-flex gap-1', className)}>
      <Act
        action={send}
        fields={{ id, ask: 'start' }}
        className={ACT}
        isBusy={isBusy || desiredStatus === 'RUNNING'}
        aria-label={`Start ${name}`}
        title="Start: it may trade"
        onAct={ask.start}
      >
        <Play className="size-3.5" aria-hidden />
      </Act>
      <Act
        action={send}
        fields={{ id, ask: 'pause' }}
        className={ACT}
        isBusy={isBusy || desiredStatus === 'PAUSED'}
        aria-label={`Pause ${name}`}
        title="Pause: it may not trade; its run goes on"
        onAct={ask.pause}
      >
        <Pause className="size-3.5" aria-hidden />
      </Act>
      <StopBot bot={bot} ask={ask} />
    </span>
  );
}
