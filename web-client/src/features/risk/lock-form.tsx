'use client';
/** Which instrument is locked, for whom, for how long, and why. */
import type { UseMutationResult } from '@tanstack/react-query';
import type { PairLock, RiskLockPairInput } from '@tickwire/bindings';
import { riskLockPairInput } from '@tickwire/bindings/zod';
import { useState } from 'react';
import { pick } from 'zod/v4-mini';
import { useOnceKey } from '@/trpc/use-once-key';
import { DialogActions, DialogClose } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { BotChoice, InstrumentChoice, useBotOf } from './choices';
import { hoursFromNow, instrumentOf, LOCK_HOURS, REASON_SENTENCES, riskRefusals } from './sentences';

type LockFormProps = {
  lock: UseMutationResult<PairLock, unknown, RiskLockPairInput>;
  once: string;
  posted: Posted;
  action: (form: FormData) => void;
};

/** What is typed; the rest is chosen. */
const TYPED = pick(riskLockPairInput, { reason: true });

export function LockForm({ lock, once, posted, action }: LockFormProps) {
  const [instrument, setInstrument] = useState(posted.values?.instrument ?? '');
  const [bot, setBot] = useState(posted.values?.botId ?? '');
  const [hours, setHours] = useState(Number(posted.values?.hours ?? LOCK_HOURS[0].hours));
  const [isMissing, setMissing] = useState(posted.errors?.venue !== undefined);
  const botOf = useBotOf();
  const onceKey = useOnceKey();
  const form = useSchemaForm({
    schema: TYPED,
    defaultValues: { reason: '' },
    sentences: REASON_SENTENCES,
    posted,
  });
  const send = ({ reason }: { reason: string }) => {
    const { venue, symbol } = instrumentOf(instrument);
    if (venue === undefined || symbol === undefined) {
      setMissing(true);
      return;
    }
    const wanted = { venue, symbol, botId: botOf(bot), reason };
    const request = { ...wanted, until: hoursFromNow(hours), idempotencyKey: onceKey({ ...wanted, hours }) };
    lock.mutate(request, { onError: (error) => form.refuse(error, riskRefusals(error), {}) });
  };
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(send)(event)}
    >
      <Hidden fields={{ idempotencyKey: once }} />
      {!form.errorOf('reason') && (
        <Refusal error={lock.error} own={riskRefusals(lock.error)} sentence={posted.sentence} />
      )}
      <div>
        <InstrumentChoice
          value={instrument}
          onChange={(choice) => {
            setInstrument(choice);
            setMissing(false);
          }}
        />
        {isMissing && (
          <p role="alert" className="mt-1.5 text-note text-danger">
            Choose an instrument.
          </p>
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <BotChoice value={bot} onChange={setBot} all="All bots" />
        <Select
          label="For how long"
          name="hours"
          value={hours}
          onChange={(event) => setHours(Number(event.target.value))}
        >
          {LOCK_HOURS.map(({ hours: count, name }) => (
            <option key={count} value={count}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      <TextField form={form} name="reason" label="Why" autoComplete="off" autoCapitalize="sentences" />
      <DialogActions>
        <DialogClose>Cancel</DialogClose>
        <Submit isBusy={lock.isPending} busy="Locking…">
          Lock the instrument
        </Submit>
      </DialogActions>
    </form>
  );
}
