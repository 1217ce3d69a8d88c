'use client';
/** What a halt stops and what it leaves, how far it goes, and why. */
import { useQueries, type UseMutationResult } from '@tanstack/react-query';
import type { BotRef, HaltState, KillSwitch, RiskHaltInput } from '@tickwire/bindings';
import { riskHaltInput } from '@tickwire/bindings/zod';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { DialogActions, DialogClose } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { TextLink } from '@/ui/text-link';
import { stoppedOptions } from './query';
import { REASON_SENTENCES, riskRefusals } from './sentences';

/** Halting is quick: the reason is there already. */
const REASON = 'Halted by hand';

type HaltFormProps = {
  slug: string;
  /** The one bot that it halts; the whole team, if left out. */
  bot?: BotRef;
  /** What is halted already. */
  engaged?: { reason: string };
  halt: UseMutationResult<KillSwitch, unknown, RiskHaltInput>;
  posted: Posted;
  action: (form: FormData) => void;
};

export function HaltForm({ slug, bot, engaged, halt, posted, action }: HaltFormProps) {
  const [state, setState] = useState<HaltState>('HALTED');
  const [keepOrders, setKeepOrders] = useState(false);
  const form = useSchemaForm({
    schema: riskHaltInput,
    defaultValues: { reason: REASON },
    sentences: REASON_SENTENCES,
    posted,
  });
  const send = ({ reason }: RiskHaltInput) =>
    halt.mutate(
      { botId: bot?.id, state, reason, keepOrders },
      { onError: (error) => form.refuse(error, riskRefusals(error), {}) },
    );
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(send)(event)}
    >
      <Hidden fields={{ botId: bot?.id ?? '' }} />
      {engaged && (
        <p className="rounded border border-line bg-raised px-3 py-2 text-row">
          {engaged.reason} · <TextLink href={`/t/${slug}/risk`}>Resume is on the page Risk</TextLink>
        </p>
      )}
      {!form.errorOf('reason') && (
        <Refusal error={halt.error} own={riskRefusals(halt.error)} sentence={posted.sentence} />
      )}
      <Stopped bot={bot} keepOrders={keepOrders} />
      <Select
        label="What still leaves"
        name="state"
        value={state}
        onChange={(event) => setState(event.target.value === 'REDUCING' ? 'REDUCING' : 'HALTED')}
      >
        <option value="HALTED">Nothing</option>
        <option value="REDUCING">What makes a position smaller</option>
      </Select>
      <label className="flex min-h-6 items-center gap-2 text-row pointer-coarse:min-h-11">
        <input
          type="checkbox"
          name="keepOrders"
          checked={keepOrders}
          onChange={(event) => setKeepOrders(event.target.checked)}
          className="size-4 accent-ink"
        />
        Leave orders that are open at the venue
      </label>
      <TextField form={form} name="reason" label="Why" autoComplete="off" autoCapitalize="sentences" />
      <DialogActions>
        <DialogClose autoFocus>Cancel</DialogClose>
        <Submit look="danger" isBusy={halt.isPending} busy="Halting…">
          {bot ? 'Halt the bot' : 'Halt trading'}
        </Submit>
      </DialogActions>
    </form>
  );
}

function Stopped({ bot, keepOrders }: { bot?: BotRef; keepOrders: boolean }) {
  const [bots, orders, positions] = useQueries({ queries: stoppedOptions(useTRPC(), bot?.id) });
  const running = bots.data?.items.filter(
    ({ id, desiredStatus }) => desiredStatus === 'RUNNING' && (bot === undefined || bot.id === id),
  );
  const rows = [
    ['Running bots', count(running?.length, bots.data), 'what they ask for is refused'],
    ['Open orders', count(orders.data?.items.length, orders.data), keepOrders ? 'stay open' : 'are canceled'],
    ['Open positions', count(positions.data?.items.length, positions.data), 'stay open'],
  ] as const;
  return (
    <dl aria-label="What it does" className="grid grid-cols-[auto_auto_1fr] gap-x-3 gap-y-1 text-row">
      {rows.map(([name, number, fate]) => (
        <div key={name} className="col-span-3 grid grid-cols-subgrid">
          <dt>{name}</dt>
          <dd className="numbers text-right font-semibold">{number}</dd>
          <dd className="text-muted">{fate}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `3`; `200+` where there are more than were read. */
function count(length: number | undefined, page: { nextCursor: string | null } | undefined): string {
  if (length === undefined) return '…';
  return page?.nextCursor ? `${length}+` : String(length);
}
