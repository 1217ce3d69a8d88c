'use client';
/** Which bot it is, what it is asked for and reports, and what can be asked of it. Keeps the bot current. */
import type { BotDetail, BotId, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { BotSwitch } from '@/features/risk/bot-switch';
import { Halt } from '@/features/risk/halt';
import { Copy } from '@/ui/copy';
import { Refusal } from '@/ui/form/refusal';
import { whyNot } from '@/ui/no-permission';
import { Acts } from './acts';
import { BOT_REFUSALS, kindOf } from './sentences';
import { Asked, Reported } from './state';
import { useAsk } from './use-ask';
import { useHeartbeats, useLiveBot } from './use-bots';

type BotHeadingProps = { id: BotId; role: Role; slug: string };

export function BotHeading({ id, role, slug }: BotHeadingProps) {
  const { data } = useLiveBot(id);
  if (!data) return null;
  return (
    <>
      <Heading detail={data} role={role} slug={slug} />
      <BotSwitch bot={data.bot} role={role} slug={slug} />
    </>
  );
}

function Heading({ detail: { bot }, role, slug }: { detail: BotDetail; role: Role; slug: string }) {
  const ask = useAsk(bot);
  const heardAt = useHeartbeats([bot]).get(bot.id) ?? null;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 pt-3 pb-2 sm:px-6">
      <div className="flex min-w-0 flex-col gap-1">
        <h1 className="flex min-w-0 items-center gap-1 text-title font-semibold tracking-tight">
          <span className="truncate">{bot.name}</span>
          <Copy text={bot.id} label="Copy the bot’s id" />
        </h1>
        <p className="text-note text-muted">{kindOf(bot.strategy)}</p>
      </div>
      <dl className="flex flex-1 flex-wrap gap-x-8 gap-y-2 text-row">
        <div>
          <dt className="text-note text-muted">Asked to</dt>
          <dd>
            <span role="status" aria-label="Asked to">
              <Asked bot={bot} requested={ask.requested} />
            </span>
          </dd>
        </div>
        <div>
          <dt className="text-note text-muted">Reports</dt>
          <dd>
            <Reported bot={bot} heardAt={heardAt} />
          </dd>
        </div>
      </dl>
      {mayCall(role, 'bots.start') ? (
        <div className="flex flex-wrap gap-2">
          <Acts bot={bot} ask={ask} />
          <Halt bot={bot} role={role} slug={slug} />
        </div>
      ) : (
        <p className="text-note text-muted">{whyNot(role, 'BOTS_MANAGE')}</p>
      )}
      {ask.error && <Refusal error={ask.error} own={BOT_REFUSALS} />}
    </div>
  );
}
