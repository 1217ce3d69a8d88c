'use client';
/** What a bot is to do, and what goes with it. */
import type { UseMutationResult } from '@tanstack/react-query';
import type { BotCommand, BotId, BotsCommandInput } from '@tickwire/bindings';
import clsx from 'clsx';
import { useState } from 'react';
import { useOnceKey } from '@/trpc/use-once-key';
import { DialogActions, DialogClose } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { JsonEditor } from '../configuration/json-editor';
import { KINDS, kindIn, SEND_REFUSALS } from './query';

type CommandFormProps = {
  id: BotId;
  once: string;
  send: UseMutationResult<BotCommand, unknown, BotsCommandInput>;
  posted: Posted;
  action: (form: FormData) => void;
};

export function CommandForm({ id, once, send, posted, action }: CommandFormProps) {
  const onceKey = useOnceKey();
  const [kind, setKind] = useState(kindIn(posted.values?.kind));
  const [payload, setPayload] = useState<BotsCommandInput['payload']>({});
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        // What is wrong with the payload is said there.
        if (send.isPending || (kind === 'CUSTOM' && !payload)) return;
        const wanted = { id, kind, payload: kind === 'CUSTOM' ? payload : undefined };
        send.mutate({ ...wanted, idempotencyKey: onceKey(wanted) });
      }}
    >
      <Hidden fields={{ id, idempotencyKey: once }} />
      <Refusal error={send.error} own={SEND_REFUSALS} sentence={posted.sentence} />
      <Select label="Command" name="kind" value={kind} onChange={(event) => setKind(kindIn(event.target.value))}>
        {Object.entries(KINDS).map(([name, { name: label }]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </Select>
      <p className="-mt-2.5 text-note text-muted">{KINDS[kind].note}</p>
      <div className={clsx(kind !== 'CUSTOM' && 'hidden noscript:block')}>
        <JsonEditor
          label="What goes with it, as JSON"
          name="payload"
          leastLines={3}
          initial={{}}
          posted={posted}
          isDisabled={false}
          onChange={setPayload}
        />
      </div>
      <DialogActions>
        <DialogClose autoFocus>Cancel</DialogClose>
        <Submit look={kind === 'FLATTEN' ? 'danger' : 'solid'} isBusy={send.isPending} busy="Sending…">
          {`Send ${KINDS[kind].name}`}
        </Submit>
      </DialogActions>
    </form>
  );
}
