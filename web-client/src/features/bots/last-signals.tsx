'use client';
/** A bot's last signals, as they come. */
import type { BotId } from '@tickwire/bindings';
import { useParams } from 'next/navigation';
import { SignalRow } from '@/features/signals/signal-row';
import { useChosenSignals } from '@/features/signals/use-chosen-signals';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Skeleton } from '@/ui/skeleton';
import { TextLink } from '@/ui/text-link';
import { useMounted } from '@/ui/use-mounted';
import { LAST } from './query';
import { useBot } from './use-bots';

export function LastSignals({ id }: { id: BotId }) {
  const list = useChosenSignals({ bot: id }, LAST);
  const { slug } = useParams<{ slug: string }>();
  const isProgram = useBot(id).data?.bot.strategy === null;
  const isMounted = useMounted();
  const signals = rowsOf(list.data);
  return (
    <section aria-labelledby="last-signals" className="min-w-0">
      <h2
        id="last-signals"
        className="flex h-11 items-center border-b border-line px-4 text-body font-semibold sm:px-6"
      >
        Last signals
      </h2>
      {list.error && !list.data && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton label="Reading signals" />}
      {list.data && signals.length === 0 && (
        <Empty title="No signals yet">
          What the bot asks for appears here at once.{' '}
          {isProgram && (
            <>
              Its program signs in with{' '}
              <TextLink href={`/t/${slug}/settings/keys?open=new-key`}>a key of its own</TextLink>.
            </>
          )}
        </Empty>
      )}
      {signals.length > 0 && (
        <ol aria-labelledby="last-signals" className="sm:px-2">
          {signals.map((signal) => (
            <SignalRow key={signal.id} signal={signal} isArriving={isMounted} />
          ))}
        </ol>
      )}
    </section>
  );
}
