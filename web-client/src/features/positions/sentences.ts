/** What the acts on positions say, in the browser and on the server. */
import type { ClosePositionError, UnknownBotError } from '@tickwire/bindings';

export const CLOSE_REFUSALS: Record<ClosePositionError['type'], string> = {
  UnknownPosition: 'This position is closed already.',
};

export const CLOSE_ALL_REFUSALS: Record<UnknownBotError['type'], string> = { UnknownBot: 'This bot is gone.' };
