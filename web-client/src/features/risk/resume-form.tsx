'use client';
/** The name of what resumes, and who one is. */
import type { BotId } from '@tickwire/bindings';
import { useState } from 'react';
import { ProofFields } from '@/features/auth/proof-fields';
import { useConfirmation, wantsConfirmation } from '@/features/auth/use-confirmation';
import { DialogActions, DialogClose } from '@/ui/dialog';
import { Field } from '@/ui/form/field';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { riskRefusals, WRONG_NAME } from './sentences';
import type { ResumeMutation } from './use-risk';

type ResumeFormProps = {
  word: string;
  bot: BotId | undefined;
  resume: ResumeMutation;
  posted: Posted;
  action: (form: FormData) => void;
};

export function ResumeForm({ word, bot, resume, posted, action }: ResumeFormProps) {
  const confirmation = useConfirmation();
  const [isWrong, setWrong] = useState(false);
  const send = () => resume.mutate({ botId: bot }, { onError: (error) => void confirmation.ask(error, () => send()) });
  return (
    <>
      <form
        action={action}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const isTyped = new FormData(event.currentTarget).get('typed') === word;
          setWrong(!isTyped);
          if (isTyped) send();
        }}
      >
        <Hidden fields={{ word, botId: bot ?? '' }} />
        {!wantsConfirmation(resume.error) && (
          <Refusal error={resume.error} own={riskRefusals(resume.error)} sentence={posted.sentence} />
        )}
        <Field
          name="typed"
          label={`Type ${word} to resume`}
          autoComplete="off"
          mono
          autoFocus
          error={isWrong ? WRONG_NAME : posted.errors?.typed}
        />
        <ProofFields posted={posted} />
        <DialogActions>
          <DialogClose>Cancel</DialogClose>
          <Submit isBusy={resume.isPending} busy="Resuming…">
            Resume trading
          </Submit>
        </DialogActions>
      </form>
      {confirmation.dialog}
    </>
  );
}
