/** Why a built-in strategy was not taken, in the browser and on the server. */
import { refusalOf } from '@/trpc/errors';
import { CREATE_REFUSALS } from '../sentences';
import { DEFAULTS, type SetupFields } from './setup';

/** What a refusal says, and at which field. The server names the field that makes no sense. */
export function refused(error: unknown): { own: Record<string, string>; places: Record<string, keyof SetupFields> } {
  const refusal = refusalOf(error);
  const places: Record<string, keyof SetupFields> = { NameTaken: 'name', UnknownInstrument: 'market' };
  const field = Object.keys(DEFAULTS).find((name): name is keyof SetupFields => name === refusal?.field);
  if (refusal?.type !== 'InvalidField' || !field) return { own: CREATE_REFUSALS, places };
  const message = String(refusal.message);
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  return { own: { ...CREATE_REFUSALS, InvalidField: sentence }, places: { InvalidField: field } };
}
