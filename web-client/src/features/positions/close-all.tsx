'use client';
/** `positions.closeAll`: the end of every open order and position, of one bot or of all, after a question with numbers. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { BotId, Position, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { COUNTED, countedOrders } from '@/features/orders/query';
import { useTRPC } from '@/trpc/client';
import { Pnl } from '@/ui/amount';
import { Button } from '@/ui/button';
import { whyNot } from '@/ui/no-permission';
import { Question } from '@/ui/question';
import { closeAllPositions } from './actions';
import { useClosing } from './closing';
import { CLOSE_ALL_REFUSALS } from './sentences';
import { totalsOf } from './totals';

type CloseAllProps = {
  role: Role;
  botId?: BotId;
  botName?: string;
  /** What is open, of that bot or of all; whether there is more of it. */
  positions: Position[];
  isPart: boolean;
  /** Names what a form without a script sends: sent twice, it closes once. */
  once: string;
};

export function CloseAll({ role, botId, botName, positions, isPart, once }: CloseAllProps) {
  const { asOf, follow } = useClosing();
  const close = useMutation(
    useTRPC().positions.closeAll.mutationOptions({
      onMutate: () => asOf,
      onSuccess: ({ signals }, _, from) => follow(signals, from),
    }),
  );
  if (!mayCall(role, 'positions.closeAll')) {
    return (
      <Button disabled title={whyNot(role, 'ORDERS_TRADE')}>
        Close all
      </Button>
    );
  }
  return (
    <>
      <p role="status" className="text-note text-muted empty:sr-only max-sm:sr-only">
        {close.data && `Close of ${counted(close.data.signals.length, 'position')} requested`}
      </p>
      <Question
        name="close-all"
        title={`Close everything ${botName ? `of ${botName}` : 'of every bot'}?`}
        description={<What botId={botId} positions={positions} isPart={isPart} />}
        trigger={<Button>Close all</Button>}
        act={close}
        action={closeAllPositions}
        fields={{ ...(botId && { botId }), idempotencyKey: once }}
        verb="Close all positions"
        busy="Requesting…"
        own={CLOSE_ALL_REFUSALS}
        onYes={(idempotencyKey) => close.mutate({ botId, idempotencyKey })}
      />
    </>
  );
}

/** What ends, as it is counted when the question is asked. */
function What({ botId, positions, isPart }: Pick<CloseAllProps, 'botId' | 'positions' | 'isPart'>) {
  const open = useQuery(countedOrders(useTRPC(), botId));
  const orders = open.data
    ? open.data.nextCursor === null
      ? counted(open.data.items.length, 'open order')
      : `${COUNTED} or more open orders`
    : 'every open order';
  return (
    <span className="numbers">
      Closes{' '}
      <strong className="font-semibold text-ink">
        {isPart ? `${positions.length} or more positions` : counted(positions.length, 'position')}
      </strong>{' '}
      at the market, and cancels {orders}.
      {!isPart &&
        totalsOf(positions).map(({ quote, places, unrealized }) => (
          <span key={quote}>
            {' '}
            At the last marks that would bring <Pnl value={unrealized} places={places} className="font-semibold" />{' '}
            {quote}, before fees.
          </span>
        ))}{' '}
      Bots go on.
    </span>
  );
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
