'use client';
/** The page could not be rendered at all: most often the API does not answer. */
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/ui/button';

type ErrorPageProps = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const [isRetrying, setRetrying] = useState(false);
  const [failed, setFailed] = useState(error);
  if (failed !== error) {
    setFailed(error);
    setRetrying(false);
  }
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-2 px-4">
      <title>Unreachable · Tickwire</title>
      <h1 ref={heading} tabIndex={-1} className="text-figure font-semibold tracking-tight outline-hidden">
        The server cannot be reached
      </h1>
      <p className="text-muted">It may be restarting. Your bots go on as the server left them.</p>
      {hasDigest(error) && <p className="text-note text-muted">Trace {error.digest}</p>}
      <Button
        look="solid"
        className="mt-2 self-start"
        disabled={isRetrying}
        onClick={() => {
          setRetrying(true);
          retry();
        }}
      >
        {isRetrying ? 'Trying…' : 'Retry'}
      </Button>
    </main>
  );
}

function hasDigest(error: unknown): error is { digest: string } {
  return typeof error === 'object' && error !== null && 'digest' in error && typeof error.digest === 'string';
}
