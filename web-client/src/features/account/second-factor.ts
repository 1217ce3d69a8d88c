/** What forms do for whoever has a second factor. */
import type { ProofRefused } from '@tickwire/bindings';
import { refusalOf } from '@/trpc/errors';

/** Whether a refusal was for want of the code: the form asks for it then. */
export function isCodeAsked(error: unknown): boolean {
  return refusalOf(error)?.type === ('SecondFactorRequired' satisfies ProofRefused['type']);
}
