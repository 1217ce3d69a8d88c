'use client';
/** `secondFactor.get`: whether signing in asks for a code, and what can be done about it. */
import { useQuery } from '@tanstack/react-query';
import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useRef } from 'react';
import { useTRPC } from '@/trpc/client';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { EnableDialog } from './enable-dialog';
import { DisableDialog, RegenerateDialog } from './proof-dialog';

/** Fewer than this are worth a word. */
const FEW = 4;

export function SecondFactorSection() {
  const standing = useQuery(useTRPC().secondFactor.get.queryOptions());
  const isOn = standing.data?.enabled === true;
  const state = useRef<HTMLParagraphElement>(null);
  return (
    <Section
      title="Second factor"
      note="A code from an authenticator beside your password. Whoever learns the password alone stays out."
    >
      {standing.error && (
        <Failure error={standing.error} onRetry={() => void standing.refetch()} isRetrying={standing.isFetching} />
      )}
      {standing.isPending && (
        <p role="status" className="text-row text-muted">
          Reading…
        </p>
      )}
      {standing.data && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p ref={state} tabIndex={-1} className="outline-hidden">
            <State isOn={isOn} codesLeft={standing.data.recoveryCodesLeft} />
          </p>
          <div className="flex flex-wrap gap-2">
            <EnableDialog isOffered={!isOn} finalFocus={state} />
            <RegenerateDialog isOffered={isOn} finalFocus={state} />
            <DisableDialog isOffered={isOn} finalFocus={state} />
          </div>
        </div>
      )}
    </Section>
  );
}

function State({ isOn, codesLeft }: { isOn: boolean; codesLeft: number }) {
  const Icon = isOn ? ShieldCheck : ShieldOff;
  return (
    <span className="flex items-center gap-2 text-row">
      <Icon className="size-4 shrink-0" aria-hidden />
      <span>
        <span className="font-medium">{isOn ? 'On' : 'Off'}</span>
        {isOn && (
          <span className={codesLeft < FEW ? 'rounded-sm bg-warn px-1' : 'text-muted'}>
            {' '}
            {codesLeft === 1 ? '1 recovery code left' : `${codesLeft} recovery codes left`}
          </span>
        )}
      </span>
    </span>
  );
}
