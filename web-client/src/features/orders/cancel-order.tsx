'use client';
/** `orders.cancel`, after a question. That it came, an event tells: until then the order says that it was asked for. */
import { useMutation } from '@tanstack/react-query';
import type { Order, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { Hourglass } from 'lucide-react';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { whyNot } from '@/ui/no-permission';
import { Question } from '@/ui/question';
import { cancelOrder } from './actions';
import { describeOrder, isEnding, isOpen } from './describe-order';
import { CANCEL_REFUSALS } from './sentences';

export function CancelOrder({ order, role }: { order: Order; role: Role }) {
  const cancel = useMutation(useTRPC().orders.cancel.mutationOptions());
  if (!isOpen(order.status)) return null;
  if (isEnding(order)) {
    return (
      <p role="status" className="flex items-center gap-1.5 text-row text-muted">
        <Hourglass className="size-3.5" aria-hidden />
        Cancel requested. It may trade until it has ended.
      </p>
    );
  }
  if (!mayCall(role, 'orders.cancel')) {
    return <p className="text-note text-muted">{whyNot(role, 'ORDERS_TRADE')}</p>;
  }
  const { id } = order;
  return (
    <Question
      name={`cancel-${id}`}
      title="Cancel this order?"
      description={`${describeOrder(order)} of ${order.bot.name}. What has traded stays traded, and it may trade until it has ended.`}
      trigger={<Button>Cancel order</Button>}
      act={cancel}
      action={cancelOrder}
      fields={{ id }}
      verb="Cancel the order"
      no="Keep it"
      busy="Requesting…"
      own={CANCEL_REFUSALS}
      onYes={() => cancel.mutate({ id })}
    />
  );
}
