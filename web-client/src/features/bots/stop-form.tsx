'use client';
/** Why a bot is stopped, and that it is. */
import type { BotId } from '@tickwire/bindings';
import { botsStopInput } from '@tickwire/bindings/zod';
import { DialogActions, DialogClose } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { BOT_REFUSALS, STOP_SENTENCES } from './sentences';
import type { Ask } from './use-ask';

type StopFormProps = { id: BotId; stop: Ask['stop']; posted: Posted; action: (form: FormData) => void };

export function StopForm({ id, stop, posted, action }: StopFormProps) {
  const form = useSchemaForm({
    schema: botsStopInput,
    defaultValues: { id, reason: '' },
    sentences: STOP_SENTENCES,
    posted,
  });
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((values) =>
          stop.mutate(values, { onError: (error) => form.refuse(error, BOT_REFUSALS, {}) }),
        )(event)
      }
    >
      <Hidden fields={{ id, ask: 'stop' }} />
      {!form.errorOf('reason') && <Refusal error={stop.error} own={BOT_REFUSALS} sentence={posted.sentence} />}
      <TextField
        form={form}
        name="reason"
        label="Why"
        autoComplete="off"
        autoCapitalize="sentences"
        hint="If you like: it stands with the run."
        transform={(text) => text.trim() || undefined}
      />
      <DialogActions>
        <DialogClose>Cancel</DialogClose>
        <Submit look="danger" isBusy={stop.isPending} busy="Stopping…">
          Stop the bot
        </Submit>
      </DialogActions>
    </form>
  );
}
