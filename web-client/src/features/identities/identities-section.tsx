'use client';
/** `identities.list`: the providers by which the person signs in, and those that may be added. */
import { useQuery } from '@tanstack/react-query';
import type { Identity, ProviderDto } from '@tickwire/bindings';
import type { ReactNode } from 'react';
import { ShortTime } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { BUTTON, LOOKS } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Section } from '@/ui/section';
import { ConnectDialog } from './connect-dialog';
import { UnlinkDialog } from './unlink-dialog';
import { wayTo } from './way-to';

/** `refusal` is why the last one was not connected. */
export function IdentitiesSection({ providers, refusal }: { providers: ProviderDto[]; refusal: ReactNode }) {
  const list = useQuery(useTRPC().identities.list.queryOptions());
  const isLinked = ({ id }: ProviderDto) => list.data?.some(({ provider }) => provider === id);
  if (providers.length === 0 && list.data?.length === 0) return null;
  return (
    <Section title="Signing in elsewhere" note="Who has an account there comes in without the password.">
      {refusal}
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && (
        <p role="status" className="text-row text-muted">
          Reading…
        </p>
      )}
      {list.data && (
        <ul aria-label="Providers" className="rounded border border-line">
          {list.data.map((identity) => (
            <IdentityRow key={identity.id} identity={identity} />
          ))}
          {providers
            .filter((provider) => !isLinked(provider))
            .map((provider) => (
              <li key={provider.id} className={ROW}>
                <span className="min-w-0">
                  <span className="block truncate font-medium">{provider.name}</span>
                  <span className="block text-note text-muted">not connected</span>
                </span>
                {/* Not a page of this application: a plain link, which leaves it. */}
                <a href={wayTo(provider)} className={`${BUTTON} ${LOOKS.line}`}>
                  Connect<span className="sr-only"> {provider.name}</span>
                </a>
                <ConnectDialog provider={provider} others={providers.filter(isLinked)} />
              </li>
            ))}
        </ul>
      )}
    </Section>
  );
}

const ROW = 'flex items-center justify-between gap-4 border-b border-line px-3 py-2 text-row last:border-b-0';

function IdentityRow({ identity }: { identity: Identity }) {
  return (
    <li className={ROW}>
      <span className="min-w-0">
        <span className="block truncate font-medium">{identity.name}</span>
        <span className="block text-note text-muted">
          {identity.provider === null && 'offered no more · '}
          connected <ShortTime at={identity.createdAt} className="numbers" />
        </span>
      </span>
      <UnlinkDialog identity={identity} />
    </li>
  );
}
