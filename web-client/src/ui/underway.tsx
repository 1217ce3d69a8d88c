'use client';
/**
 * In a link: its page is underway. The page that is looked at stays, and stays live, until the other is there. There is
 * no `loading.tsx`, because what comes after one is put in its place by a script alone, and says 200 of what is not there.
 */
import { useLinkStatus } from 'next/link';

export function Underway() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span
      data-underway
      className="pointer-events-none absolute inset-x-2.5 bottom-0 h-0.5 animate-appear bg-control [animation-delay:150ms] [animation-fill-mode:both]"
      aria-hidden
    />
  );
}
