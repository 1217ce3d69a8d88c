'use client';
/** A switch that is engaged: whose, what still leaves, why, and by whom. */
import type { HaltState, KillSwitch } from '@tickwire/bindings';
import { OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ShortTime } from '@/format/time-text';

const LETS_OUT: Record<HaltState, string> = {
  HALTED: 'Nothing leaves.',
  REDUCING: 'Only what makes a position smaller leaves.',
};

type EngagedProps = {
  name: string;
  state: HaltState;
  reason: string;
  by?: KillSwitch;
  children?: ReactNode;
};

export function Engaged({ name, state, reason, by, children }: EngagedProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5 text-row sm:px-6">
      <div className="flex min-w-0 flex-1 basis-64 gap-2.5">
        <OctagonX className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden />
        <div className="min-w-0">
          <p>
            <span className="font-medium">{name}</span>
            {' · '}
            <span className="font-medium text-danger">{state === 'HALTED' ? 'Halted' : 'Reducing'}</span>
            {' · '}
            {LETS_OUT[state]}
          </p>
          <p className="break-words text-note text-muted">
            {reason}
            {by && (
              <>
                {' · '}
                {by.haltedBy} · <ShortTime at={by.haltedAt} className="numbers" />
              </>
            )}
          </p>
        </div>
      </div>
      {children}
    </li>
  );
}
