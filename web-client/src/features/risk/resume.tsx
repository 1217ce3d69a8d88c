'use client';
/** `risk.resume`: slow, where halting is quick. The name of what resumes is typed, by somebody who has just signed in. */
import type { BotId } from '@tickwire/bindings';
import dynamic from 'next/dynamic';
import { useActionState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { resume as resumeForm } from './actions';
import { useIsRequested, useResume } from './use-risk';

const ResumeForm = dynamic(() => import('./resume-form').then((module) => module.ResumeForm));

type ResumeProps = {
  /** What is typed. */
  word: string;
  name: string;
  /** The one bot that resumes; the whole team, if left out. */
  bot?: BotId;
};

export function Resume({ word, name, bot }: ResumeProps) {
  const dialog = bot === undefined ? 'resume' : `resume-${bot}`;
  const [posted, action] = useActionState(resumeForm, {});
  const [isOpen, setOpen] = useDialog(dialog);
  const resume = useResume();
  const isRequested = useIsRequested()(resume);
  return (
    <Dialog
      name={dialog}
      isOpen={isOpen && !posted.isDone && !resume.isSuccess}
      onOpenChange={(open) => {
        if (!resume.isPending) resume.reset();
        setOpen(open);
      }}
      title={`Resume ${name}`}
      description="Orders leave again from the next signal on. Whatever was halted by itself stays so."
      trigger={<Button aria-label={`Resume ${name}`}>{isRequested ? 'Requested…' : 'Resume'}</Button>}
    >
      <ResumeForm word={word} bot={bot} resume={resume} posted={posted} action={action} />
    </Dialog>
  );
}
