'use client';
/** Why a form was refused, where no field is to blame. */
import { describe, isServersFault, type Failure } from '@/trpc/errors';
import { RequestId } from '../request-id';

type RefusalProps = { error?: unknown; own?: Record<string, string>; sentence?: string };

export function Refusal({ error, own, sentence }: RefusalProps) {
  const failure: Partial<Failure> = error ? describe(error, own) : { sentence };
  if (!failure.sentence) return null;
  return (
    <div role="alert" className="rounded border border-danger px-3 py-2 text-row">
      <p>{failure.sentence}</p>
      {/* A wrong password is nobody's bug: there is no log to look into. */}
      {failure.requestId && isServersFault(error) && <RequestId id={failure.requestId} />}
    </div>
  );
}
