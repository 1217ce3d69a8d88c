'use client';
/** Every scene, with `@trpc/tanstack-react-query`. */
import type { Connection } from '../../connection';
import { ScenesOver } from '../../scenes';
import { Provider } from '../trpc';
import { Cancelled, Imperative, Invalidation, Mutations, Optimistic } from './changes';
import { Errors, Infinite, Skipped, Special, Values } from './queries';
import { Endless, Streams } from './streams';
import { Suspended, SuspendedRefusal } from './suspense';

const SCENES = {
  values: Values,
  'values that JSON cannot say': Special,
  errors: Errors,
  'skipped and enabled': Skipped,
  infinite: Infinite,
  suspense: Suspended,
  'suspense, refused': SuspendedRefusal,
  mutations: Mutations,
  invalidation: Invalidation,
  'an optimistic update, and its end': Optimistic,
  'called from code': Imperative,
  'what is unmounted is cancelled': Cancelled,
  'subscriptions that end': Streams,
  'a subscription without end': Endless,
};

export function Scenes({ connection }: { connection: Connection }) {
  return <ScenesOver connection={connection} scenes={SCENES} provider={Provider} />;
}
