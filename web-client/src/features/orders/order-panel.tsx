'use client';
/** `orders.get`: an order, what happened to it, and what it traded. */
import type { Order, OrderDetail, OrderId, OrderStep, Role } from '@tickwire/bindings';
import { formatDecimal } from '@/format/decimal';
import { ClockTime, ShortTime } from '@/format/time-text';
import { refusalOf } from '@/trpc/errors';
import { Empty } from '@/ui/empty';
import { Fact, Facts } from '@/ui/facts';
import { Failure } from '@/ui/failure';
import { Id } from '@/ui/id';
import { SidePanel } from '@/ui/side-panel';
import { Skeleton } from '@/ui/skeleton';
import { CancelOrder } from './cancel-order';
import { StatusCell } from './cells';
import { describeOrder, price, quantity, STATUS_NAMES, TYPE_NAMES } from './describe-order';
import { feesOf } from './fees';
import { FillsSection } from './fills-section';
import { useLiveOrder } from './use-order';

export function OrderPanel({ id, role }: { id: OrderId; role: Role }) {
  const detail = useLiveOrder(id);
  const title = detail.data ? describeOrder(detail.data.order) : 'Order';
  return (
    <SidePanel param="order" of={id} title={title}>
      {detail.error && refusalOf(detail.error)?.type === 'UnknownOrder' ? (
        <Empty title="No such order">The team has none with this id.</Empty>
      ) : (
        detail.error && (
          <Failure error={detail.error} onRetry={() => void detail.refetch()} isRetrying={detail.isFetching} />
        )
      )}
      {detail.isPending && <Skeleton label="Reading the order" />}
      {detail.data && <Detail detail={detail.data} role={role} />}
    </SidePanel>
  );
}

function Detail({ detail: { order, history, fills }, role }: { detail: OrderDetail; role: Role }) {
  const { instrument } = order;
  return (
    <>
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2 text-row">
        <StatusCell order={order} />
        <CancelOrder order={order} role={role} />
      </div>
      {order.reason && <p className="border-b border-line px-4 py-2.5 text-row">{order.reason}</p>}
      <Facts>
        <Fact name="Instrument">
          {instrument.venue}:{instrument.symbol}
        </Fact>
        <Fact name="Bot">{order.bot.name}</Fact>
        <Fact name="Type">{terms(order)}</Fact>
        <Fact name="Limit">{order.price && `${price(order.price, instrument)} ${instrument.quote}`}</Fact>
        <Fact name="Trigger">
          {order.triggerPrice && `${price(order.triggerPrice, instrument)} ${instrument.quote}`}
        </Fact>
        <Fact name="Filled">
          <span className="numbers">
            {quantity(order.filledQty, instrument)} of {quantity(order.qty, instrument)} {instrument.base}
          </span>
        </Fact>
        <Fact name="Average">
          {order.avgPrice && (
            <span className="numbers">{`${price(order.avgPrice, instrument)} ${instrument.quote}`}</span>
          )}
        </Fact>
        {feesOf(fills).map(({ currency, fee, places }) => (
          <Fact key={currency} name={fee.startsWith('-') ? 'Rebates' : 'Fees'}>
            <span className="numbers">
              {formatDecimal(fee, { places })} {currency}
            </span>
          </Fact>
        ))}
        <Fact name="Placed">
          <ShortTime at={order.createdAt} className="numbers" />
        </Fact>
        <Fact name="Our id">
          <Id id={order.clientOrderId} label="our id" />
        </Fact>
        <Fact name="Venue’s id">{order.venueOrderId && <Id id={order.venueOrderId} label="the venue’s id" />}</Fact>
        <Fact name="Signal">
          <Id id={order.signalId} label="the signal’s id" />
        </Fact>
      </Facts>
      <section aria-labelledby="order-history" className="border-t border-line">
        <h3 id="order-history" className="px-4 pt-3 pb-1 text-row font-semibold">
          History
        </h3>
        <ol className="pb-2">
          {history.map((step) => (
            <Step key={step.seq} step={step} />
          ))}
        </ol>
      </section>
      <FillsSection fills={fills} />
    </>
  );
}

function Step({ step: { status, reason, tradeId, at } }: { step: OrderStep }) {
  return (
    <li className="flex items-baseline gap-3 px-4 py-1 text-row">
      <ClockTime at={at} className="numbers shrink-0 text-note text-muted" />
      <span className="min-w-0">
        {STATUS_NAMES[status]}
        {tradeId && <span className="text-note break-all text-muted"> · trade {tradeId}</span>}
        {reason && <span className="block text-note text-muted">{reason}</span>}
      </span>
    </li>
  );
}

/** `Limit, GTC, post only`. */
function terms({ type, timeInForce, reduceOnly, postOnly }: Order): string {
  return [TYPE_NAMES[type], timeInForce, reduceOnly && 'reduce only', postOnly && 'post only']
    .filter(Boolean)
    .join(', ');
}
