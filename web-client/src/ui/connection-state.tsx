'use client';
/** The live connection in a word and a shape. */
import clsx from 'clsx';
import { CircleCheck, CircleDashed, Radio, RefreshCw, WifiOff, type LucideIcon } from 'lucide-react';
import type { Connection } from '@/trpc/connection';
import { useConnection } from '@/trpc/use-connection';

type Look = { word: string; Icon: LucideIcon; className: string; title: string };

const LOOKS: Record<Connection, Look> = {
  connecting: {
    word: 'Connecting',
    Icon: CircleDashed,
    className: 'text-muted',
    title: 'Opening the live connection',
  },
  live: {
    word: 'Live',
    Icon: Radio,
    className: 'text-muted',
    title: 'Signals and positions arrive as they happen',
  },
  reconnecting: {
    word: 'Reconnecting',
    Icon: RefreshCw,
    className: 'bg-warn text-ink',
    title: 'The connection was lost: this page may be behind. Nothing will be missed',
  },
  offline: {
    word: 'Offline',
    Icon: WifiOff,
    className: 'bg-warn text-ink',
    title: 'No connection: this page is behind. It goes on by itself when the server answers',
  },
  resumed: {
    word: 'Resumed',
    Icon: CircleCheck,
    className: 'text-ink',
    title: 'Connected again, and up to date',
  },
};

export function ConnectionState() {
  const connection = useConnection();
  const { word, Icon, className, title } = LOOKS[connection];
  return (
    <p
      role="status"
      title={title}
      data-connection={connection}
      className={clsx('flex h-6 items-center gap-1.5 rounded px-2 text-note max-[24rem]:px-1', className)}
    >
      <Icon className={clsx('size-3.5', connection === 'reconnecting' && 'animate-turn')} aria-hidden />
      {/* The narrowest strip has room for what is amiss alone. */}
      <span className={clsx(connection === 'live' && 'max-[24rem]:sr-only')}>{word}</span>
    </p>
  );
}
