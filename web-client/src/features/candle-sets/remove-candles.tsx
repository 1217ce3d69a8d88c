'use client';
/** `candleSets.remove`, after a question: nothing brings the candles back. */
import { useMutation } from '@tanstack/react-query';
import type { CandleSet } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Question } from '@/ui/question';
import { removeCandles } from './actions';
import { REMOVE_REFUSALS } from './sentences';

export function RemoveCandles({ set: { id, name, count } }: { set: CandleSet }) {
  const remove = useMutation(useTRPC().candleSets.remove.mutationOptions());
  return (
    <Question
      name={`remove-${id}`}
      title={`Remove ${name}`}
      description={`Its ${count.toLocaleString('en-US')} candles go. They cannot be brought back but by their file.`}
      trigger={<Button aria-label={`Remove ${name}`}>Remove</Button>}
      act={remove}
      action={removeCandles}
      fields={{ id }}
      verb="Remove the candles"
      busy="Removing…"
      own={REMOVE_REFUSALS}
      onYes={() => remove.mutate({ id })}
    />
  );
}
