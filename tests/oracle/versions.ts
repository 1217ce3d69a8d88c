/** The client as applications have it: the oldest of v11, one in between, and the newest. */
import * as oldest from '@tickwire/trpc-11.0.0';
import * as middle from '@tickwire/trpc-11.18.0';
import * as newest from '@tickwire/trpc-11.25.2';

/** What the script needs of `@trpc/client`: the same names in every version. */
export type ClientPackage = typeof newest;

export const VERSIONS: { version: string; client: ClientPackage }[] = [
  { version: '11.0.0', client: oldest as unknown as ClientPackage },
  { version: '11.18.0', client: middle as unknown as ClientPackage },
  { version: '11.25.2', client: newest },
];
