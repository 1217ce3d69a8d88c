'use client';
/** Why a signal was refused: in a sentence, and by which rule, at what limit, and what it saw. */
import type { Signal } from '@tickwire/bindings';
import { useParams } from 'next/navigation';
import { hasPlace, refusalName } from '@/features/risk/rules';
import { TextLink } from '@/ui/text-link';
import { splitReason } from './describe-signal';

export function WhyCell({ signal: { rejectReason, refusal } }: { signal: Signal }) {
  const { slug } = useParams<{ slug: string }>();
  if (rejectReason === null) return null;
  const { rule = refusal?.rule, sentence } = splitReason(rejectReason);
  return (
    <span className="flex flex-col py-1.5 leading-4 @max-2xl:py-0">
      <span>{sentence}</span>
      <span className="numbers flex flex-wrap gap-x-2 text-note text-muted">
        {rule && hasPlace(rule) && <TextLink href={`/t/${slug}/risk#limit-${rule}`}>{refusalName(rule)}</TextLink>}
        {rule && !hasPlace(rule) && refusalName(rule)}
        {refusal && (
          <span>
            limit {refusal.limit}, observed {refusal.observed}
          </span>
        )}
      </span>
    </span>
  );
}
