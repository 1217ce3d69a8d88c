'use client';
/** `positions.close`, after a question that says what is closed, at about which price, and what that comes to. */
import { useMutation } from '@tanstack/react-query';
import type { Position, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { Hourglass, OctagonX } from 'lucide-react';
import { splitReason } from '@/features/signals/describe-signal';
import { absolute, formatDecimal, placesOf } from '@/format/decimal';
import { Age } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { Pnl } from '@/ui/amount';
import { Button } from '@/ui/button';
import { whyNot } from '@/ui/no-permission';
import { Question } from '@/ui/question';
import { closePosition } from './actions';
import { isUndecided, useClosing } from './closing';
import { CLOSE_REFUSALS } from './sentences';
import { moneyPlaces } from './totals';

/** `once` names what a form without a script sends: sent twice, it closes once. */
export function ClosePosition({ position, role, once }: { position: Position; role: Role; once: string }) {
  const { asOf, signalOf, follow } = useClosing();
  const close = useMutation(
    useTRPC().positions.close.mutationOptions({
      onMutate: () => asOf,
      onSuccess: (signal, _, from) => follow([signal], from),
    }),
  );
  const { id, status, signedQty, instrument, bot } = position;
  const signal = signalOf(position);
  if (status === 'CLOSED') return null;
  if (signal && isUndecided(signal)) {
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <Hourglass className="size-3.5" aria-hidden />
        Close requested
      </span>
    );
  }
  const what = `${formatDecimal(absolute(signedQty), { places: placesOf(instrument.lotStep) })} ${instrument.base}`;
  const name = `${instrument.symbol} of ${bot.name}`;
  const why = splitReason(signal?.rejectReason ?? 'refused').sentence;
  return (
    <span className="inline-flex items-center gap-2">
      {signal?.status === 'REJECTED' && (
        <span role="status" title={why} className="text-danger">
          <OctagonX className="size-4" aria-label={`Not closed: ${why}`} />
        </span>
      )}
      {mayCall(role, 'positions.close') ? (
        <Question
          name={`close-${id}`}
          title={`Close ${name}?`}
          description={<Terms position={position} what={what} />}
          trigger={<Button aria-label={`Close ${name}`}>Close</Button>}
          act={close}
          action={closePosition}
          fields={{ id, idempotencyKey: once }}
          verb="Close the position"
          busy="Requesting…"
          own={CLOSE_REFUSALS}
          onYes={(idempotencyKey) => close.mutate({ id, idempotencyKey })}
        />
      ) : (
        <Button disabled title={whyNot(role, 'ORDERS_TRADE')} aria-label={`Close ${name}`}>
          Close
        </Button>
      )}
    </span>
  );
}

function Terms({ position, what }: { position: Position; what: string }) {
  const { side, instrument, markPrice, markedAt, unrealizedPnl } = position;
  return (
    <span className="numbers">
      {side === 'SHORT' ? 'Buys back' : 'Sells'} <strong className="font-semibold text-ink">{what}</strong> at the
      market. The last mark is {formatDecimal(markPrice, { places: placesOf(instrument.priceTick) })} {instrument.quote}
      , <Age at={markedAt} /> old. At that price it would bring{' '}
      <Pnl value={unrealizedPnl} places={moneyPlaces(instrument)} className="font-semibold" /> {instrument.quote},
      before fees.
    </span>
  );
}
