'use client';
/** `bots.create` with a built-in strategy: a bot that has no program. */
import { useMutation } from '@tanstack/react-query';
import type { Bot, StrategyKind } from '@tickwire/bindings';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { useOnceKey } from '@/trpc/use-once-key';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { createBot } from '../actions';
import { refused } from './refused';
import { DEFAULTS, fieldsIn, newSetupSchema, SETUP_SENTENCES, setupOf } from './setup';
import { SetupFields } from './setup-fields';

type SetupFormProps = { strategy: StrategyKind; once: string; onMade: (bot: Bot) => void };

export function SetupForm({ strategy, once, onMade }: SetupFormProps) {
  const [posted, action] = useActionState(createBot, {});
  const onceKey = useOnceKey();
  const form = useSchemaForm({
    schema: newSetupSchema,
    defaultValues: { ...(posted.values ? fieldsIn(posted.values) : DEFAULTS), strategy },
    sentences: SETUP_SENTENCES,
    posted: { errors: posted.errors },
  });
  const create = useMutation(
    useTRPC().bots.create.mutationOptions({
      onSuccess: onMade,
      onError: (error) => {
        const { own, places } = refused(error);
        form.refuse(error, own, places);
      },
    }),
  );
  const { own, places } = refused(create.error);
  const isAtField = Object.values(places).some((name) => form.errorOf(name));
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((fields) => {
          const wanted = { name: fields.name, setup: setupOf(fields) };
          create.mutate({ ...wanted, idempotencyKey: onceKey(wanted) });
        })(event)
      }
    >
      <Hidden fields={{ idempotencyKey: once }} />
      {!isAtField && <Refusal error={create.error} own={own} sentence={posted.sentence} />}
      <TextField form={form} name="name" label="Name" autoComplete="off" autoFocus hint="Such as crossover-btc." />
      <SetupFields form={form} />
      <Submit isBusy={create.isPending} busy="Making…" className="self-start">
        Make the bot
      </Submit>
    </form>
  );
}
