/** What the forms of background work say, in the browser and on the server. */
import type { RetryJobError } from '@tickwire/bindings';

export const RETRY_REFUSALS: Record<RetryJobError['type'], string> = { UnknownJob: 'This work is gone.' };
