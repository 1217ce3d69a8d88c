'use client';
/** How far a signal has come, by shape and word. */
import type { SignalStatus } from '@tickwire/bindings';
import clsx from 'clsx';
import { CircleCheck, CircleDashed, CircleDot, OctagonX, type LucideIcon } from 'lucide-react';
import { Tinted } from '@/ui/amount';

type Look = { word: string; Icon: LucideIcon; className?: string };

const LOOKS: Record<SignalStatus, Look> = {
  RECEIVED: { word: 'Received', Icon: CircleDashed },
  ACCEPTED: { word: 'Accepted', Icon: CircleDot },
  EXECUTED: { word: 'Executed', Icon: CircleCheck, className: 'text-ink' },
  REJECTED: { word: 'Rejected', Icon: OctagonX, className: 'text-danger' },
};

export function SignalStatusMark({ status }: { status: SignalStatus }) {
  const { word, Icon, className } = LOOKS[status];
  return (
    <span className={clsx('flex shrink-0 items-center gap-1', className)}>
      <Tinted text={word} />
      <Icon className="size-3.5" aria-hidden />
    </span>
  );
}
