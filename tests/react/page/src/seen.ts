import type { SuperJSONResult } from 'superjson';

/** By name, what was seen, in the order in which it changed. */
export type Seen = Record<string, SuperJSONResult[]>;

/** What the driver calls, in the page. */
export type Stage = { scenes: string[]; run: (scene: string) => Promise<Seen> };
