'use client';
/** How far a signal has come, by shape and word. */
import type { SignalStatus } from '@tickwire/bindings';
import clsx from 'clsx';
import { CircleCheck, CircleDashed, CircleDot, CircleSlash, Hourglass, OctagonX, type LucideIcon } from 'lucide-react';
import { Tinted } from '@/ui/amount';
import { STATUS_NAMES } from './describe-signal';

type Look = { Icon: LucideIcon; className?: string };

const LOOKS: Record<SignalStatus, Look> = {
  RECEIVED: { Icon: CircleDashed },
  ACCEPTED: { Icon: CircleDot },
  PLACED: { Icon: Hourglass },
  EXECUTED: { Icon: CircleCheck, className: 'text-ink' },
  REJECTED: { Icon: OctagonX, className: 'text-danger' },
  CANCELED: { Icon: CircleSlash },
};

export function SignalStatusMark({ status }: { status: SignalStatus }) {
  const { Icon, className } = LOOKS[status];
  return (
    <span className={clsx('flex shrink-0 items-center gap-1', className)}>
      <Tinted text={STATUS_NAMES[status]} />
      <Icon className="size-3.5" aria-hidden />
    </span>
  );
}

/** The same in a column of its own. */
export function SignalStatusCell({ status }: { status: SignalStatus }) {
  const { Icon, className = 'text-ink' } = LOOKS[status];
  return (
    <span className={clsx('flex items-center gap-1.5', className)}>
      <Icon className={clsx('size-3.5', status !== 'REJECTED' && 'text-muted')} aria-hidden />
      <Tinted text={STATUS_NAMES[status]} />
    </span>
  );
}
