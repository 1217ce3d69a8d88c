/** What the forms of risk say, in the browser and on the server. */
import type { RiskError } from '@tickwire/bindings';
import { refusalOf } from '@/trpc/errors';

const REFUSALS: Record<Exclude<RiskError['type'], 'InvalidField'>, string> = {
  UnknownBot: 'This bot is gone. Choose another one.',
  UnknownInstrument: 'This instrument is gone. Choose another one.',
  UnknownId: 'This is gone already.',
};

/** Why nothing was changed; of a field, what the server says of it. */
export function riskRefusals(error: unknown): Record<string, string> {
  const message = refusalOf(error)?.message;
  if (typeof message !== 'string' || message === '') return REFUSALS;
  return { ...REFUSALS, InvalidField: `${message.charAt(0).toUpperCase()}${message.slice(1)}.` };
}

export const REASON_SENTENCES = {
  reason: { missing: 'Say why, for whoever reads it.', wrong: 'At most 200 characters.' },
};

/** What resumes is named by whoever resumes it. */
export const WRONG_NAME = 'This is not its name.';

export const LIMIT_SENTENCES = {
  value: { missing: 'Enter how much.', wrong: 'A number such as 1000 or 0.25.' },
};

/** The field that a refusal of a limit belongs to. */
export const LIMIT_PLACES = { InvalidField: 'value' } as const;

/** For how long an instrument can be locked. */
export const LOCK_HOURS = [
  { hours: 1, name: '1 hour' },
  { hours: 4, name: '4 hours' },
  { hours: 24, name: '1 day' },
  { hours: 168, name: '1 week' },
] as const;

/** So many hours from now. */
export function hoursFromNow(hours: number): Date {
  return new Date(Date.now() + hours * 3_600_000);
}

/** An instrument as a choice says it. */
export function instrumentOf(choice: unknown): { venue?: string; symbol?: string } {
  if (typeof choice !== 'string' || !choice.includes(':')) return {};
  const at = choice.indexOf(':');
  return { venue: choice.slice(0, at), symbol: choice.slice(at + 1) };
}
