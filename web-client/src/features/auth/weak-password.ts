/** Why a password is not taken, in the estimator's own words. */
import { refusalOf } from '@/trpc/errors';

/** The sentence for a refusal for a weak password; nothing for any other. */
export function weakness(error: unknown): string | undefined {
  const refusal = refusalOf(error);
  if (refusal?.type !== 'WeakPassword') return undefined;
  const { warning, suggestions } = refusal;
  const more: unknown[] = Array.isArray(suggestions) ? suggestions : [];
  const said = [warning, ...more].filter((text) => typeof text === 'string');
  const sentences = said.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`));
  return ['Too easily guessed.', ...sentences].join(' ');
}
