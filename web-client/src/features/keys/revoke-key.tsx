'use client';
/** `keys.revoke`, after a question: nothing brings the key back. */
import { useMutation } from '@tanstack/react-query';
import type { ApiKey } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Question } from '@/ui/question';
import { revokeKey } from './actions';
import { REVOKE_REFUSALS } from './sentences';

export function RevokeKey({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const revoke = useMutation(useTRPC().keys.revoke.mutationOptions());
  return (
    <Question
      name={`revoke-${id}`}
      title={`Revoke ${name}`}
      description="Within a second it opens nothing, and its live connections end. It cannot be brought back."
      trigger={<Button aria-label={`Revoke ${name}`}>Revoke</Button>}
      act={revoke}
      action={revokeKey}
      fields={{ id }}
      verb="Revoke the key"
      busy="Revoking…"
      own={REVOKE_REFUSALS}
      onYes={() => revoke.mutate({ id })}
    />
  );
}
