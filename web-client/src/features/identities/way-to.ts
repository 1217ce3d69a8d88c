/** The ways to a provider and back to the account's security. */
import type { ProviderDto } from '@tickwire/bindings';

const BACK = encodeURIComponent('/account/security');

/** To connect it. */
export function wayTo({ start }: ProviderDto): string {
  return `${start}?link=1&returnTo=${BACK}`;
}

/** To be asked by it once more who one is. */
export function wayAgain({ start }: ProviderDto): string {
  return `${start}?again=1&returnTo=${BACK}`;
}
