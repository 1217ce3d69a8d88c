/** Whether a bot needs a person. */
import type { Bot } from '@tickwire/bindings';

/** How long a bot may take to do as it is asked. */
const PATIENCE_MS = 30_000;

/** It went quiet; or it is there, and for a while has not done what is asked of it. */
export function needs({ quietSince, lastHeartbeatAt, desiredStatus, status }: Bot, now: Date): boolean {
  if (quietSince !== null) return true;
  // What never reports does as it is asked.
  if (lastHeartbeatAt === null || desiredStatus === status) return false;
  return now.getTime() - lastHeartbeatAt.getTime() > PATIENCE_MS;
}
