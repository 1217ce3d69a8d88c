'use client';
/** The name of a request: asked for again under it, it is answered and not done again. */
import { useRef } from 'react';

/** The same name for the same values, as when a person tries again; another one for others. */
export function useOnceKey(): (values: unknown) => string {
  const last = useRef<{ text: string; key: string }>(undefined);
  return (values) => {
    const text = JSON.stringify(values);
    if (last.current?.text !== text) last.current = { text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
