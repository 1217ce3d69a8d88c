'use client';
/** `bots.stop`, with a reason for whoever reads of the run later. */
import type { Bot } from '@tickwire/bindings';
import { Square } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useActionState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { ACT } from './act-look';
import { askBot } from './actions';
import type { Ask } from './use-ask';

/** The form comes when it is asked for: the list is what is mostly looked at. */
const StopForm = dynamic(() => import('./stop-form').then((module) => module.StopForm));

export function StopBot({ bot, ask: { stop, requested } }: { bot: Bot; ask: Ask }) {
  const { id, name, desiredStatus } = bot;
  const [posted, action] = useActionState(askBot, {});
  const [isOpen, setOpen] = useDialog(`stop-${id}`);
  const isIdle = desiredStatus !== 'STOPPED' && requested === undefined;
  return (
    <Dialog
      name={`stop-${id}`}
      isOpen={isOpen && !posted.isDone && !stop.isSuccess}
      onOpenChange={(open) => {
        if (open && !isIdle) return;
        if (!stop.isPending) stop.reset();
        setOpen(open);
      }}
      title={`Stop ${name}`}
      description="It trades no more, and its run ends. What it holds stays open."
      trigger={
        <Button className={ACT} aria-disabled={!isIdle} aria-label={`Stop ${name}`} title="Stop: its run ends">
          <Square className="size-3.5" aria-hidden />
        </Button>
      }
    >
      <StopForm id={id} stop={stop} posted={posted} action={action} />
    </Dialog>
  );
}
