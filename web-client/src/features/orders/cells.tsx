'use client';
/** The cells of an order that are more than a number. */
import type { Order, OrderStatus } from '@tickwire/bindings';
import clsx from 'clsx';
import {
  ArrowDownRight,
  ArrowUpRight,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  Clock,
  Hourglass,
  OctagonX,
  type LucideIcon,
} from 'lucide-react';
import { Tinted } from '@/ui/amount';
import { isEnding, quantity, SIDE_NAMES, STATUS_NAMES } from './describe-order';

const ICONS: Record<OrderStatus, LucideIcon> = {
  INITIALIZED: CircleDashed,
  DENIED: OctagonX,
  SUBMITTED: CircleDashed,
  ACCEPTED: CircleDot,
  TRIGGERED: CircleDot,
  PENDING_UPDATE: Hourglass,
  PENDING_CANCEL: Hourglass,
  PARTIALLY_FILLED: CircleDot,
  FILLED: CircleCheck,
  CANCELED: CircleSlash,
  EXPIRED: Clock,
  REJECTED: OctagonX,
};

const REFUSED: ReadonlySet<OrderStatus> = new Set(['DENIED', 'REJECTED']);

/** How far an order has come, and that its end was asked for. */
export function StatusCell({ order }: { order: Order }) {
  const { status } = order;
  const Icon = isEnding(order) ? Hourglass : ICONS[status];
  const word = isEnding(order) ? 'Cancel requested' : STATUS_NAMES[status];
  return (
    <span className={clsx('flex items-center gap-1.5', REFUSED.has(status) && 'text-danger')}>
      <Icon className={clsx('size-3.5 shrink-0', !REFUSED.has(status) && 'text-muted')} aria-hidden />
      <span className="truncate">
        <Tinted text={word} />
      </span>
    </span>
  );
}

export function SideCell({ side }: { side: Order['side'] }) {
  const Icon = side === 'BUY' ? ArrowUpRight : ArrowDownRight;
  return (
    <span className="flex items-center gap-1.5">
      <Icon className="size-3.5 text-muted" aria-hidden />
      {SIDE_NAMES[side]}
    </span>
  );
}

/** What was asked for, and how much of it traded. */
export function QuantityCell({ order: { qty, filledQty, instrument } }: { order: Order }) {
  return (
    <span className="numbers">
      <Tinted text={quantity(filledQty, instrument)} className="text-muted" />
      <span className="text-muted"> / </span>
      {quantity(qty, instrument)} <span className="text-note text-muted">{instrument.base}</span>
    </span>
  );
}
