'use client';
/** What went wrong, in a sentence, with the request's id and a way on. */
import { RotateCw, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { describe } from '@/trpc/errors';
import { Button } from './button';
import { RequestId } from './request-id';

type FailureProps = { error: unknown; onRetry: () => void; isRetrying?: boolean };

export function Failure({ error, onRetry, isRetrying = false }: FailureProps) {
  const { sentence, requestId, retryAfterSeconds = 0 } = describe(error);
  const wait = useCountdown(retryAfterSeconds, error);
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 text-row">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 self-start text-danger" aria-hidden />
      <p className="min-w-48 flex-1 basis-48">
        {sentence}
        {requestId && <RequestId id={requestId} />}
      </p>
      <Button onClick={onRetry} disabled={isRetrying || wait > 0}>
        <RotateCw className="size-3.5" aria-hidden />
        {wait > 0 ? `Retry in ${wait} s` : 'Retry'}
      </Button>
    </div>
  );
}

/** Seconds left of `seconds`, starting anew with every new `cause`. */
function useCountdown(seconds: number, cause: unknown): number {
  const [left, setLeft] = useState(seconds);
  const [counted, setCounted] = useState(cause);
  if (counted !== cause) {
    setCounted(cause);
    setLeft(seconds);
  }
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}
