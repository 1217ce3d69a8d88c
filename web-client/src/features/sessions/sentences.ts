/** What is said of a session that was not ended, in the browser and on the server. */
import type { RevokeSessionError } from '@tickwire/bindings';

export const REVOKE_REFUSALS: Record<RevokeSessionError['type'], string> = {
  UnknownSession: 'This session is over already.',
};
