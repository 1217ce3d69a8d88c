'use client';
/** Tells a screen reader about new signals, at most once every few seconds. */
import type { Signal } from '@tickwire/bindings';
import { useEffect, useEffectEvent, useState } from 'react';
import { announce } from './describe-signal';
import { splitHeld } from './use-held-list';

const PAUSE_MS = 2_000;

export function Announcer({ signals }: { signals: Signal[] }) {
  const newestId = signals[0]?.id;
  const [toldId, setToldId] = useState(newestId);
  const [words, setWords] = useState('');

  const tell = useEffectEvent(() => {
    const newest = signals[0];
    if (!newest) return;
    const { waiting } = splitHeld(signals, toldId);
    setToldId(newest.id);
    setWords(waiting > 1 ? `${waiting} new signals` : announce(newest));
  });

  const hasNews = newestId !== toldId;
  useEffect(() => {
    if (!hasNews) return;
    const timer = setTimeout(() => tell(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [hasNews]);

  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
