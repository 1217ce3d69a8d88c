'use client';
/** Instruments in which nothing is opened for a while: locked, and unlocked. */
import { useMutation } from '@tanstack/react-query';
import type { PairLock, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { Lock } from 'lucide-react';
import { useActionState } from 'react';
import { ShortTime } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { Act } from '@/ui/form/act';
import { Refusal } from '@/ui/form/refusal';
import { whyNot } from '@/ui/no-permission';
import { unlockPair } from './actions';
import { LockInstrument } from './lock-instrument';
import { None, Part } from './part';
import { riskRefusals } from './sentences';
import { useIsRequested } from './use-risk';

type LocksProps = { locks: PairLock[]; role: Role; once: string };

export function Locks({ locks, role, once }: LocksProps) {
  const mayLock = mayCall(role, 'risk.lockPair');
  return (
    <Part
      id="limit-pair_lock"
      title="Locked instruments"
      note={mayLock ? 'Nothing is opened in them; what makes a position smaller passes.' : whyNot(role, 'RISK_MANAGE')}
      act={mayLock && <LockInstrument once={once} />}
    >
      {locks.length === 0 ? (
        <None>None is locked.</None>
      ) : (
        <ul aria-label="Locks" className="pb-2">
          {locks.map((lock) => (
            <LockRow key={lock.id} lock={lock} mayLock={mayLock} />
          ))}
        </ul>
      )}
    </Part>
  );
}

function LockRow({ lock, mayLock }: { lock: PairLock; mayLock: boolean }) {
  const { id, bot, instrument, until, reason, lockedBy } = lock;
  const [posted, send] = useActionState(unlockPair, {});
  const unlock = useMutation(useTRPC().risk.unlockPair.mutationOptions());
  const isRequested = useIsRequested()(unlock);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2 text-row sm:px-6">
      <div className="flex min-w-0 flex-1 basis-64 gap-2.5">
        <Lock className="mt-0.5 size-4 shrink-0" aria-hidden />
        <div className="min-w-0">
          <p>
            <span className="font-medium">{instrument.symbol}</span>
            <span className="text-muted">
              {' '}
              · {bot?.name ?? 'all bots'} · until <ShortTime at={until} className="numbers" />
            </span>
          </p>
          <p className="break-words text-note text-muted">
            {reason} · {lockedBy}
          </p>
        </div>
      </div>
      {mayLock && (
        <Act
          action={send}
          fields={{ id }}
          isBusy={isRequested}
          aria-label={`Unlock ${instrument.symbol}`}
          onAct={() => unlock.mutate({ id })}
        >
          {isRequested ? 'Requested…' : 'Unlock'}
        </Act>
      )}
      <Refusal error={unlock.error} own={riskRefusals(unlock.error)} sentence={posted.sentence} />
    </li>
  );
}
