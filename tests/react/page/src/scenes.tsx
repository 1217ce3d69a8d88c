'use client';
/** The scenes of a library, less those that a connection cannot carry. */
import { useMemo, useState, type ComponentType, type ReactNode } from 'react';
import type { Connection } from './connection';
import { SceneStage, type Scene } from './stage';

/** What both libraries have a scene for. */
export type Scenes = {
  values: Scene;
  'values that JSON cannot say': Scene;
  errors: Scene;
  'skipped and enabled': Scene;
  infinite: Scene;
  suspense: Scene;
  'suspense, refused': Scene;
  mutations: Scene;
  invalidation: Scene;
  'an optimistic update, and its end': Scene;
  'called from code': Scene;
  'what is unmounted is cancelled': Scene;
  'subscriptions that end': Scene;
  'a subscription without end': Scene;
};

/** A cache and a client of their own, for as long as it is mounted. */
export type Provider = ComponentType<{ connection: Connection; children: ReactNode }>;

/** Superjson alone carries these; no socket cancels a call. */
const NEEDS: Partial<Record<string, (connection: Connection) => boolean>> = {
  'values that JSON cannot say': ({ mount }) => mount === 'superjson',
  'what is unmounted is cancelled': ({ transport }) => transport !== 'socket',
};

export function ScenesOver({
  connection,
  scenes,
  provider: Provider,
}: {
  connection: Connection;
  scenes: Scenes;
  provider: Provider;
}) {
  const possible = useMemo(
    () => Object.fromEntries(Object.entries(scenes).filter(([name]) => NEEDS[name]?.(connection) ?? true)),
    [connection, scenes],
  );
  const [setting] = useState(
    () =>
      function Setting({ children }: { children: ReactNode }) {
        return <Provider connection={connection}>{children}</Provider>;
      },
  );
  return <SceneStage scenes={possible} setting={setting} />;
}
