'use client';
/** Halt, one dialog away: of all trading in the strip of every page, of one bot on its own. Where it is halted, it says so. */
import { useMutation } from '@tanstack/react-query';
import type { BotRef, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import clsx from 'clsx';
import { OctagonX } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Button, BUTTON } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { halt as haltForm } from './actions';
import { botSwitch, teamSwitch } from './query';
import { useIsRequested, useRisk } from './use-risk';

/** What follows the switch comes after the page, and the form when it is asked for. */
const RiskLive = dynamic(() => import('./risk-live').then((module) => module.RiskLive), { ssr: false });
const HaltForm = dynamic(() => import('./halt-form').then((module) => module.HaltForm));

const HALTED = 'border border-danger-fill bg-danger-fill text-white hover:opacity-90';

type HaltProps = {
  role: Role;
  slug: string;
  /** The one bot that it halts; the whole team, if left out. */
  bot?: BotRef;
};

export function Halt({ role, slug, bot }: HaltProps) {
  const { data: status } = useRisk();
  const engaged = bot ? botSwitch(status, bot.id) : (status?.system ?? teamSwitch(status));
  const state = engaged?.state;
  const dialog = bot ? `halt-${bot.id}` : 'halt';
  const [what, whose] = bot ? [bot.name, 'this bot'] : ['Trading', 'this team'];
  const ask = `Halt ${bot?.name ?? 'all trading'}`;
  const [posted, action] = useActionState(haltForm, {});
  const [isOpen, setOpen] = useDialog(dialog);
  const halt = useMutation(useTRPC().risk.halt.mutationOptions());
  const isRequested = useIsRequested()(halt);
  const word = state === undefined ? 'Halt' : state === 'HALTED' ? 'Halted' : 'Reducing';
  if (!mayCall(role, 'risk.halt')) {
    return (
      <>
        {!bot && <RiskLive />}
        {state && (
          <Link href={`/t/${slug}/risk`} className={clsx(BUTTON, HALTED, 'px-2.5')}>
            <OctagonX className="size-3.5 max-[24rem]:hidden" aria-hidden />
            {word}
          </Link>
        )}
      </>
    );
  }
  return (
    <>
      {!bot && <RiskLive />}
      <span role="status" className="sr-only">
        {isRequested ? 'Halting was requested' : state ? `${what}: ${word.toLowerCase()}` : ''}
      </span>
      <Dialog
        name={dialog}
        isOpen={isOpen && !posted.isDone && !halt.isSuccess}
        onOpenChange={(open) => {
          if (!halt.isPending) halt.reset();
          setOpen(open);
        }}
        title={state ? `${what} is ${state === 'HALTED' ? 'halted' : 'only reducing'}` : ask}
        description={`Within a second no order of ${whose} leaves any more, until somebody resumes.`}
        trigger={
          <Button
            aria-label={state ? `${bot ? `${bot.name}: ` : ''}${word}: look at it or halt further` : ask}
            className={clsx('px-2.5', state ? HALTED : 'font-semibold text-danger')}
          >
            <OctagonX className="size-3.5 max-[24rem]:hidden" aria-hidden />
            {isRequested ? 'Requested…' : word}
          </Button>
        }
      >
        <HaltForm slug={slug} bot={bot} engaged={engaged} halt={halt} posted={posted} action={action} />
      </Dialog>
    </>
  );
}
