'use client';
/** `keys.create`: what the key is for, and what it may do. */
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { ApiKeyScope, BotId, Role } from '@tickwire/bindings';
import { grantableScopes } from '@tickwire/bindings/permissions';
import { keysCreateInput } from '@tickwire/bindings/zod';
import { useState } from 'react';
import { ProofFields } from '@/features/auth/proof-fields';
import { useConfirmation, wantsConfirmation } from '@/features/auth/use-confirmation';
import { botPages } from '@/features/bots/query';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { useOnceKey } from '@/trpc/use-once-key';
import { DialogActions } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { EXPIRIES, expiryIn, SCOPE_NAMES, SCOPE_NOTES } from './scopes';
import { CREATE_REFUSALS, KEY_SENTENCES } from './sentences';

type KeyFormProps = {
  role: Role;
  once: string;
  posted: Posted;
  action: (form: FormData) => void;
  onMade: (secret: string) => void;
};

export function KeyForm({ role, once, posted, action, onMade }: KeyFormProps) {
  const trpc = useTRPC();
  const onceKey = useOnceKey();
  const confirmation = useConfirmation();
  const scopes = grantableScopes(role);
  const bots = rowsOf(useInfiniteQuery(botPages(trpc)).data);
  const [botId, setBotId] = useState(posted.values?.botId ?? '');
  const [days, setDays] = useState(Number(posted.values?.days ?? 0));
  const chosen = scopes.filter((scope) => (posted.values?.scopes ?? 'READ').split(' ').includes(scope));
  const form = useSchemaForm({
    schema: keysCreateInput,
    defaultValues: { name: posted.values?.name ?? '', scopes: chosen },
    sentences: KEY_SENTENCES,
    posted: { errors: posted.errors },
  });
  const create = useMutation(
    trpc.keys.create.mutationOptions({
      onSuccess: (issued) => onMade(issued.secret),
      onError: (error, input) => {
        if (!confirmation.ask(error, () => create.mutate(input))) form.refuse(error, CREATE_REFUSALS, {});
      },
    }),
  );
  const send = (values: { name: string; scopes: ApiKeyScope[] }) => {
    const { name } = values;
    const wanted = {
      name,
      scopes: values.scopes,
      botId: bots.find((bot) => bot.id === botId)?.id satisfies BotId | undefined,
    };
    create.mutate({ ...wanted, expiresAt: expiryIn(days), idempotencyKey: onceKey({ ...wanted, days }) });
  };
  const scopesError = form.errorOf('scopes');
  return (
    <>
      <form
        action={action}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => void form.handleSubmit(send)(event)}
      >
        <Hidden fields={{ idempotencyKey: once }} />
        {!wantsConfirmation(create.error) && (
          <Refusal error={create.error} own={CREATE_REFUSALS} sentence={posted.sentence} />
        )}
        <TextField
          form={form}
          name="name"
          label="Name"
          autoComplete="off"
          autoFocus
          hint="Such as the program that has it."
        />
        <fieldset aria-describedby={scopesError ? 'scopes-error' : undefined}>
          <legend className="mb-1.5 text-row font-medium">May</legend>
          <div className="rounded border border-control">
            {scopes.map((scope) => (
              <label
                key={scope}
                className="flex min-h-9 cursor-pointer items-center gap-2.5 border-b border-line px-3 text-row last:border-b-0 hover:bg-raised pointer-coarse:min-h-11"
              >
                <input
                  type="checkbox"
                  value={scope}
                  defaultChecked={chosen.includes(scope)}
                  {...form.register('scopes')}
                  className="size-4 accent-ink"
                />
                <span className="flex-1">{SCOPE_NAMES[scope]}</span>
                <span className="text-note text-muted">{SCOPE_NOTES[scope]}</span>
              </label>
            ))}
          </div>
          {scopesError && (
            <p id="scopes-error" className="mt-1.5 text-note text-danger">
              {scopesError}
            </p>
          )}
        </fieldset>
        <div className="grid grid-cols-2 gap-4">
          <Select label="Bot" name="botId" value={botId} onChange={(event) => setBotId(event.target.value)}>
            <option value="">Any</option>
            {bots.map((bot) => (
              <option key={bot.id} value={bot.id}>
                {bot.name}
              </option>
            ))}
          </Select>
          <Select label="Ends" name="days" value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {EXPIRIES.map((expiry) => (
              <option key={expiry.days} value={expiry.days}>
                {expiry.name}
              </option>
            ))}
          </Select>
        </div>
        <ProofFields posted={posted} />
        <DialogActions>
          <Submit isBusy={create.isPending} busy="Making…">
            Make the key
          </Submit>
        </DialogActions>
      </form>
      {confirmation.dialog}
    </>
  );
}
