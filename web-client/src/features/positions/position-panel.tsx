'use client';
/** `positions.get`: what is held or was, what it came to, the orders that may still change it, and what made it. */
import type { Order, PositionDetail, PositionId } from '@tickwire/bindings';
import { useId } from 'react';
import { StatusCell as OrderStatus } from '@/features/orders/cells';
import { describeOrder, price, TYPE_NAMES } from '@/features/orders/describe-order';
import { FillsSection } from '@/features/orders/fills-section';
import { OrderLink } from '@/features/orders/order-link';
import { ShortTime } from '@/format/time-text';
import { refusalOf } from '@/trpc/errors';
import { Amount, Pnl } from '@/ui/amount';
import { Empty } from '@/ui/empty';
import { Fact, Facts } from '@/ui/facts';
import { Failure } from '@/ui/failure';
import { Id } from '@/ui/id';
import { SidePanel } from '@/ui/side-panel';
import { Skeleton } from '@/ui/skeleton';
import { MarkCell, QuantityCell, SideCell } from './cells';
import { moneyPlaces } from './totals';
import { useLivePosition } from './use-position';

type PositionPanelProps = {
  /** The parameter of the URL that holds it open. */
  param: string;
  id: PositionId;
};

export function PositionPanel({ param, id }: PositionPanelProps) {
  const detail = useLivePosition(id);
  const position = detail.data?.position;
  return (
    <SidePanel
      param={param}
      of={id}
      title={position ? `${position.instrument.symbol} of ${position.bot.name}` : 'Position'}
    >
      {detail.error && refusalOf(detail.error)?.type === 'UnknownPosition' ? (
        <Empty title="No such position">The team has none with this id.</Empty>
      ) : (
        detail.error && (
          <Failure error={detail.error} onRetry={() => void detail.refetch()} isRetrying={detail.isFetching} />
        )
      )}
      {detail.isPending && <Skeleton label="Reading the position" />}
      {detail.data && <Detail detail={detail.data} />}
    </SidePanel>
  );
}

function Detail({ detail: { position, working, done, fills } }: { detail: PositionDetail }) {
  const { instrument, status, avgPrice, closedAt } = position;
  const isOpen = status === 'OPEN';
  const money = (value: string) => (
    <>
      <Pnl value={value} places={moneyPlaces(instrument)} /> {instrument.quote}
    </>
  );
  return (
    <>
      <Facts>
        <Fact name="Net PnL">{money(position.netPnl)}</Fact>
        <Fact name="Unrealised">{isOpen && money(position.unrealizedPnl)}</Fact>
        <Fact name="Gross">{money(position.grossRealized)}</Fact>
        <Fact name="Fees">
          <Amount value={position.fees} places={moneyPlaces(instrument)} /> {instrument.quote}
        </Fact>
        <Fact name="Funding">{/[1-9]/.test(position.funding) && money(position.funding)}</Fact>
        <Fact name="Side">{isOpen && <SideCell side={position.side} />}</Fact>
        <Fact name="Quantity">{isOpen && <QuantityCell position={position} />}</Fact>
        <Fact name="Average">
          {avgPrice && <span className="numbers">{`${price(avgPrice, instrument)} ${instrument.quote}`}</span>}
        </Fact>
        <Fact name="Mark">
          {isOpen && (
            <span className="inline-flex">
              <MarkCell position={position} />
            </span>
          )}
        </Fact>
        <Fact name="Opened">
          <ShortTime at={position.openedAt} className="numbers" />
        </Fact>
        <Fact name="Closed">{closedAt && <ShortTime at={closedAt} className="numbers" />}</Fact>
        <Fact name="Our id">
          <Id id={position.id} label="our id" />
        </Fact>
      </Facts>
      {isOpen && <Orders title="Stops and open orders" none="Nothing waits at the venue." orders={working} />}
      <Orders title="Orders" orders={done} />
      <FillsSection fills={fills} />
    </>
  );
}

function Orders({ title, none, orders }: { title: string; none?: string; orders: Order[] }) {
  const id = useId();
  if (orders.length === 0 && none === undefined) return null;
  return (
    <section aria-labelledby={id} className="border-t border-line pb-2">
      <h3 id={id} className="px-4 pt-3 pb-1 text-row font-semibold">
        {title}
      </h3>
      {orders.length === 0 && <p className="px-4 py-1 text-row text-muted">{none}</p>}
      <ul>
        {orders.map((order) => (
          <li key={order.id} className="flex items-baseline justify-between gap-3 px-4 py-1 text-row">
            <span className="min-w-0">
              <OrderLink id={order.id}>{describeOrder(order)}</OrderLink>
              <span className="numbers block text-note text-muted">{terms(order)}</span>
            </span>
            <OrderStatus order={order} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `Stop at 50,000.00, reduce only`. */
function terms({ type, price: limit, triggerPrice, avgPrice, reduceOnly, instrument }: Order): string {
  const at = [triggerPrice, limit].flatMap((value) => (value === null ? [] : [`at ${price(value, instrument)}`]));
  const filled = avgPrice === null ? [] : [`filled at ${price(avgPrice, instrument)}`];
  return [[TYPE_NAMES[type], ...at].join(' '), ...filled, ...(reduceOnly ? ['reduce only'] : [])].join(', ');
}
