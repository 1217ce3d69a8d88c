/** The tabs of a browser share one session: what one of them does to it, the others hear of at once. */

const NAME = 'session';

/** To all other tabs: the session has ended, or is in another team. */
export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(null);
  channel.close();
}

/** Calls `onChange` each time another tab tells, until what it returns is called. */
export function hearOtherTabs(onChange: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = onChange;
  return () => channel.close();
}
