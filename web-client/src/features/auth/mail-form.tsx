'use client';
/** `auth.register` and `auth.forgotPassword`: an address, to which a link is sent, or the news that there is an account. */
import { useMutation } from '@tanstack/react-query';
import { authRegisterInput } from '@tickwire/bindings/zod';
import { MailCheck } from 'lucide-react';
import { useActionState, useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { forgotPassword, register } from './actions';
import { MAIL_REFUSALS, MAIL_SENTENCES } from './sentences';

/** What each does without a script. */
const ACTIONS = { register, forgotPassword };

type MailFormProps = { procedure: 'register' | 'forgotPassword'; verb: string };

export function MailForm({ procedure, verb }: MailFormProps) {
  const trpc = useTRPC();
  const [posted, action] = useActionState(ACTIONS[procedure], {});
  const [sentTo, setSentTo] = useState(posted.answer);
  const form = useSchemaForm({
    schema: authRegisterInput,
    defaultValues: { email: '' },
    sentences: MAIL_SENTENCES,
    posted,
  });
  const options = {
    onSuccess: (_: unknown, { email }: { email: string }) => setSentTo(email),
    onError: (error: unknown) => void form.refuse(error, MAIL_REFUSALS, {}),
  };
  const registering = useMutation(trpc.auth.register.mutationOptions(options));
  const resetting = useMutation(trpc.auth.forgotPassword.mutationOptions(options));
  const send = procedure === 'register' ? registering : resetting;
  if (sentTo) return <CheckYourMail email={sentTo} onAgain={() => setSentTo(undefined)} />;
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((values) => {
          if (!send.isPending) send.mutate(values);
        })(event)
      }
    >
      {!form.errorOf('email') && <Refusal error={send.error} own={MAIL_REFUSALS} sentence={posted.sentence} />}
      <TextField form={form} name="email" label="E-mail" type="email" autoComplete="username" autoFocus />
      <Submit isBusy={send.isPending} busy="Sending…" className="mt-2 h-10">
        {verb}
      </Submit>
    </form>
  );
}

function CheckYourMail({ email, onAgain }: { email: string; onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex gap-3 rounded border border-line bg-raised p-4">
      <MailCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="flex min-w-0 flex-col gap-1">
        <h2 ref={heading} tabIndex={-1} className="text-body font-semibold outline-hidden">
          Check your mail
        </h2>
        <p className="text-row break-words text-muted">
          There is a message on its way to <span className="text-ink">{email}</span>. Its link works once.
        </p>
        <a
          href="?"
          onClick={(event) => {
            event.preventDefault();
            onAgain();
          }}
          className="inline-flex items-center self-start text-row text-muted underline underline-offset-4 hover:text-ink pointer-coarse:min-h-11"
        >
          Use another address
        </a>
      </div>
    </div>
  );
}
