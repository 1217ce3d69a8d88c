'use client';
/** Sets the second factor up: the password, the picture and a code of it, and the recovery codes. */
import type { Enrolment } from '@tickwire/bindings';
import dynamic from 'next/dynamic';
import { useActionState, useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { setUpSecondFactor, type SetUp } from './actions';
import type { StandingDialogProps } from './standing-dialog';

/** The forms come when they are asked for: that is seldom. */
const PasswordStep = dynamic(() => import('./enable-steps').then((module) => module.PasswordStep));
const CodeStep = dynamic(() => import('./enable-steps').then((module) => module.CodeStep));
const RecoveryCodes = dynamic(() => import('./recovery-codes').then((module) => module.RecoveryCodes));

type Step = { name: 'password' } | { name: 'code'; enrolment: Enrolment } | { name: 'kept'; codes: string[] };

const TITLES: Record<Step['name'], [title: string, description: string]> = {
  password: ['Set up a second factor', 'Enter your password first.'],
  code: ['Scan, then enter a code', 'Use any authenticator: the picture, or the secret below it.'],
  kept: [
    'Keep your recovery codes',
    'The second factor is on. Each of these replaces a code once, should you lose the authenticator. They are shown this once.',
  ],
};

export function EnableDialog({ isOffered, finalFocus }: StandingDialogProps) {
  const [posted, action] = useActionState(setUpSecondFactor, {});
  const [isOpen, setOpen] = useDialog('second-factor');
  const [step, setStep] = useState<Step>(() => stepOf(posted.answer));
  const [title, description] = TITLES[step.name];
  return (
    <Dialog
      name="second-factor"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (open) setStep({ name: 'password' });
        setOpen(open);
      }}
      title={title}
      description={description}
      trigger={isOffered ? <Button look="solid">Set up</Button> : undefined}
      finalFocus={isOffered ? undefined : finalFocus}
      isDismissible={step.name === 'password'}
    >
      {step.name === 'password' && (
        <PasswordStep {...{ posted, action }} onDone={(enrolment) => setStep({ name: 'code', enrolment })} />
      )}
      {step.name === 'code' && (
        <CodeStep
          {...{ posted, action }}
          enrolment={step.enrolment}
          onDone={(codes) => setStep({ name: 'kept', codes })}
        />
      )}
      {step.name === 'kept' && <RecoveryCodes codes={step.codes} />}
    </Dialog>
  );
}

/** Where a form without a script has come to. */
function stepOf({ enrolment, codes }: SetUp = {}): Step {
  if (codes) return { name: 'kept', codes };
  return enrolment ? { name: 'code', enrolment } : { name: 'password' };
}
