/** What the acts on orders say, in the browser and on the server. */
import type { CancelOrderError, UnknownBotError } from '@tickwire/bindings';

export const CANCEL_REFUSALS: Record<CancelOrderError['type'], string> = {
  UnknownOrder: 'This order is gone.',
  OrderEnded: 'This order has ended already.',
};

export const CANCEL_ALL_REFUSALS: Record<UnknownBotError['type'], string> = { UnknownBot: 'This bot is gone.' };
