'use client';
/** The cells of a position that are more than a number. */
import type { Position, PositionSide, PositionStatus } from '@tickwire/bindings';
import { CircleCheck, CircleDot, Minus, TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react';
import { absolute, placesOf } from '@/format/decimal';
import { useAtNow } from '@/format/clock';
import { ClockTime } from '@/format/time-text';
import { Amount } from '@/ui/amount';

/** A mark older than this says so. */
const STALE_MS = 5_000;

const SIDES: Record<PositionSide, { word: string; Icon: LucideIcon }> = {
  LONG: { word: 'Long', Icon: TrendingUp },
  SHORT: { word: 'Short', Icon: TrendingDown },
  FLAT: { word: 'Flat', Icon: Minus },
};

const STATUSES: Record<PositionStatus, { word: string; Icon: LucideIcon }> = {
  OPEN: { word: 'Open', Icon: CircleDot },
  CLOSED: { word: 'Closed', Icon: CircleCheck },
};

export function SideCell({ side }: { side: PositionSide }) {
  return <IconWord {...SIDES[side]} />;
}

export function StatusCell({ status }: { status: PositionStatus }) {
  return <IconWord {...STATUSES[status]} />;
}

/** The size; its direction is the side's to tell. A closed position has none. */
export function QuantityCell({ position }: { position: Position }) {
  const { signedQty, instrument, status } = position;
  if (status === 'CLOSED') return <None />;
  return (
    <span>
      <Amount value={absolute(signedQty)} places={placesOf(instrument.lotStep)} />{' '}
      <span className="inline-block min-w-7 text-left text-note text-muted">{instrument.base}</span>
    </span>
  );
}

export function MarkCell({ position: { markPrice, markedAt, instrument } }: { position: Position }) {
  const isStale = useAtNow((now) => now.getTime() - markedAt.getTime() > STALE_MS);
  return (
    <span className="flex flex-col items-end leading-4">
      <Amount
        value={markPrice}
        places={placesOf(instrument.priceTick)}
        className={isStale ? 'text-muted' : undefined}
      />
      {isStale && (
        <span className="numbers text-note text-muted">
          as of <ClockTime at={markedAt} />
        </span>
      )}
    </span>
  );
}

/** A number that the row does not have. */
export function None() {
  return <span className="text-muted">–</span>;
}

function IconWord({ word, Icon }: { word: string; Icon: LucideIcon }) {
  return (
    <span className="flex items-center gap-1.5">
      <Icon className="size-3.5 text-muted" aria-hidden />
      {word}
    </span>
  );
}
