/** `auth.providers`: signing in elsewhere, and what became of it. */
import type { ProviderDto } from '@tickwire/bindings';
import clsx from 'clsx';
import { BUTTON, LOOKS } from '@/ui/button';

/** Why nobody was signed in, by the reason that the way back gives. */
const REASONS: Record<string, string> = {
  unknown_provider: 'This provider is not set up here.',
  provider_away: 'The provider cannot be reached. Try again in a moment.',
  state: 'This took too long, or began in another browser. Try again.',
  denied: 'The provider did not let you in.',
  token: 'The provider’s answer could not be verified.',
  unverified: 'The provider has not verified your e-mail address.',
  log_in_first: 'This address has an account: sign in with its password, then connect the provider.',
  no_account: 'There is no account for this address. Create one, or ask for an invitation.',
  taken: 'This sign-in belongs to another account.',
  invitation_over: 'This invitation was accepted, taken back, or has expired.',
  other_address: 'This invitation is for another address than the provider’s.',
  no_team: 'You are not a member of any team yet. Ask for an invitation.',
  busy: 'The server is busy. Try again in a moment.',
};

export function ProviderRefusal({ reason }: { reason: string }) {
  return (
    <p role="alert" className="mb-4 rounded border border-danger px-3 py-2 text-row">
      {REASONS[reason] ?? 'Signing in elsewhere failed. Try again.'}
    </p>
  );
}

type ProvidersProps = {
  providers: ProviderDto[];
  next?: string;
  /** What somebody wants to become by it, as the way there takes it: `register`, or the token of an `invitation`. */
  wish?: Record<string, string>;
};

export function Providers({ providers, next = '/', wish }: ProvidersProps) {
  if (providers.length === 0) return null;
  const query = new URLSearchParams({ returnTo: next, ...wish }).toString();
  return (
    <ul aria-label="Other ways to sign in" className="mt-4 flex flex-col gap-2">
      {providers.map(({ id, name, start }) => (
        <li key={id}>
          {/* Not a page of this application: a plain link, which leaves it. */}
          <a href={`${start}?${query}`} className={clsx(BUTTON, LOOKS.line, 'h-10 w-full')}>
            Continue with {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
