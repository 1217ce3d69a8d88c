'use client';
/** `orders.cancelAll`: the end of every open order, of one bot or of all, after a question that says how many. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { BotId, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { whyNot } from '@/ui/no-permission';
import { Question } from '@/ui/question';
import { cancelAllOrders } from './actions';
import { COUNTED, countedOrders } from './query';
import { CANCEL_ALL_REFUSALS } from './sentences';

type CancelAllProps = { role: Role; botId?: BotId; botName?: string };

export function CancelAll({ role, botId, botName }: CancelAllProps) {
  const cancel = useMutation(useTRPC().orders.cancelAll.mutationOptions());
  if (!mayCall(role, 'orders.cancelAll')) {
    return (
      <Button disabled title={whyNot(role, 'ORDERS_TRADE')}>
        Cancel all
      </Button>
    );
  }
  const whose = botName ? `of ${botName}` : 'of every bot';
  return (
    <>
      <p role="status" className="text-note text-muted empty:sr-only">
        {cancel.data && `Cancel of ${ordersOf(cancel.data.count)} requested`}
      </p>
      <Question
        name="cancel-all"
        title={`Cancel all open orders ${whose}?`}
        description={<OpenOrders botId={botId} />}
        trigger={<Button>Cancel all</Button>}
        act={cancel}
        action={cancelAllOrders}
        fields={botId ? { botId } : {}}
        verb="Cancel all open orders"
        no="Keep them"
        busy="Requesting…"
        own={CANCEL_ALL_REFUSALS}
        onYes={() => cancel.mutate({ botId })}
      />
    </>
  );
}

/** How many they are, as they are counted when the question is asked. */
function OpenOrders({ botId }: { botId?: BotId }) {
  const open = useQuery(countedOrders(useTRPC(), botId));
  const count =
    open.data && (open.data.nextCursor === null ? ordersOf(open.data.items.length) : `${COUNTED} or more orders`);
  return (
    <span>
      {count ? `${count} will be asked to end.` : 'Every order to which anything may still happen is asked to end.'}{' '}
      Positions stay as they are, and bots go on.
    </span>
  );
}

function ordersOf(count: number): string {
  return count === 1 ? '1 order' : `${count} orders`;
}
