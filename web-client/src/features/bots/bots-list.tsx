'use client';
/** `bots.list`: each bot, what it is asked for, what it reports, what it earned; started and stopped from its row. */
import type { Bot, BotEquity, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import type { Route } from 'next';
import Link from 'next/link';
import { useLiveEquity } from '@/features/equity/use-equity';
import { useToday } from '@/features/equity/use-today';
import { haltOf } from '@/features/risk/query';
import { useRisk } from '@/features/risk/use-risk';
import { rowsOf } from '@/trpc/pages';
import { Pnl } from '@/ui/amount';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Refusal } from '@/ui/form/refusal';
import { More } from '@/ui/more';
import { Skeleton } from '@/ui/skeleton';
import { Acts } from './acts';
import styles from './bots-table.module.css';
import { BOT_REFUSALS, kindOf } from './sentences';
import { Asked, Reported } from './state';
import { useAsk } from './use-ask';
import { useHeartbeats, useLiveBots } from './use-bots';

const MONEY_PLACES = 2;

type BotsListProps = { slug: string; role: Role };

export function BotsList({ slug, role }: BotsListProps) {
  const list = useLiveBots();
  const bots = rowsOf(list.data);
  const beats = useHeartbeats(bots);
  const equity = useLiveEquity({});
  const earned = new Map(equity.data?.bots.map((account) => [account.bot.id, account]));
  return (
    <div className={styles.pane}>
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label="Reading bots" />}
      {list.data && bots.length === 0 && (
        <Empty title="No bots yet">
          A bot is whatever sends signals: a strategy that is built in, a program of yours, or an alert of a chart.
        </Empty>
      )}
      {bots.length > 0 && (
        // The roles are spoken out because a row that is laid out as a grid loses its own.
        <table role="table" aria-label="Bots" className={styles.table}>
          <thead role="rowgroup" className={styles.head}>
            <tr role="row">
              {['Bot', 'Asked to', 'Reports'].map((name) => (
                <th key={name} role="columnheader" scope="col" className={styles.header}>
                  {name}
                </th>
              ))}
              {['Net PnL', 'Unrealised', 'Today'].map((name) => (
                <th key={name} role="columnheader" scope="col" className={`${styles.header} text-right`}>
                  {name}
                </th>
              ))}
              <th role="columnheader" scope="col" className={styles.header}>
                <span className="sr-only">Acts</span>
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {bots.map((bot) => (
              <BotRow
                key={bot.id}
                bot={bot}
                slug={slug}
                heardAt={beats.get(bot.id) ?? null}
                earned={earned.get(bot.id)}
                mayAsk={mayCall(role, 'bots.start')}
              />
            ))}
          </tbody>
        </table>
      )}
      <More list={list} />
    </div>
  );
}

type BotRowProps = { bot: Bot; slug: string; heardAt: Date | null; earned: BotEquity | undefined; mayAsk: boolean };

function BotRow({ bot, slug, heardAt, earned, mayAsk }: BotRowProps) {
  const ask = useAsk(bot);
  const today = useToday(earned && [earned]);
  const halt = haltOf(useRisk().data, bot.id);
  const page = `/t/${slug}/bots/${bot.id}` as Route;
  return (
    <tr role="row" className={styles.row}>
      <td role="cell" data-column="bot" className={styles.cell}>
        <Link href={page} className="block truncate font-medium underline-offset-4 hover:underline">
          {bot.name}
        </Link>
        <span className="block truncate text-note text-muted">{kindOf(bot.strategy)}</span>
        {ask.error && <Refusal error={ask.error} own={BOT_REFUSALS} />}
      </td>
      <td role="cell" data-column="asked" className={styles.cell}>
        <span role="status">
          <Asked bot={bot} requested={ask.requested} />
        </span>
        {halt && (
          <Link href={page} className="block text-note text-danger underline underline-offset-4">
            {halt === 'HALTED' ? 'Halted' : 'Reducing'}
          </Link>
        )}
      </td>
      <td role="cell" data-column="reported" className={styles.cell}>
        <Reported bot={bot} heardAt={heardAt} />
      </td>
      <Money column="net" name="Net PnL" value={earned?.realized} currency={earned?.currency} />
      <Money column="unrealised" name="Unrealised" value={earned?.unrealized} currency={earned?.currency} />
      <Money column="today" name="Today" value={today} currency={earned?.currency} />
      <td role="cell" data-column="acts" className={styles.cell}>
        {mayAsk && <Acts bot={bot} ask={ask} />}
      </td>
    </tr>
  );
}

type MoneyProps = { column: string; name: string; value: string | undefined; currency: string | undefined };

function Money({ column, name, value, currency }: MoneyProps) {
  return (
    <td role="cell" data-column={column} className={`${styles.cell} text-right`}>
      <span className={styles.label} aria-hidden>
        {name}
      </span>
      {value === undefined ? (
        <span className="text-muted">–</span>
      ) : (
        <>
          <Pnl value={value} places={MONEY_PLACES} /> <span className="text-note text-muted">{currency}</span>
        </>
      )}
    </td>
  );
}
