'use client';
/** Runs scenes, one after another, and writes down what their components see. */
import { createContext, useContext, useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react';
import superjson from 'superjson';
import type { Seen, Stage } from './seen';

const PATIENCE_MS = 6_000;

/** A component that does something and sees what comes of it. */
export type Scene = ComponentType;

declare global {
  interface Window {
    stage?: Stage;
  }
}

type Performance = { see: (what: string, value: unknown) => void; finish: (failure?: unknown) => void; name: string };

const PerformanceContext = createContext<Performance | null>(null);

export function usePerformance(): Performance {
  const performance = useContext(PerformanceContext);
  if (!performance) throw new Error('A scene is played on a stage.');
  return performance;
}

/** Hands `window.stage` to the driver. `Setting` is made anew for each scene. */
export function SceneStage({
  scenes,
  setting: Setting,
}: {
  scenes: Record<string, Scene>;
  setting: ComponentType<{ children: ReactNode }>;
}) {
  const [playing, setPlaying] = useState<Performance>();
  useEffect(() => {
    window.stage = {
      scenes: Object.keys(scenes),
      run: async (name) => {
        const { performance, over } = perform(name);
        setPlaying(performance);
        return over.finally(() => setPlaying(undefined));
      },
    };
  }, [scenes]);
  const Playing = playing && scenes[playing.name];
  if (!Playing) return <p>Nothing is played.</p>;
  return (
    <PerformanceContext value={playing}>
      <Setting key={playing.name}>
        <Playing />
      </Setting>
    </PerformanceContext>
  );
}

/** A stage with one scene, which the server has begun already. */
export function BegunScene({ scene: Scene }: { scene: Scene }) {
  const [{ performance, over }] = useState(() => perform('begun'));
  useEffect(() => {
    window.stage = { scenes: ['begun'], run: () => over };
  }, [over]);
  return (
    <PerformanceContext value={performance}>
      <Scene />
    </PerformanceContext>
  );
}

function perform(name: string): { performance: Performance; over: Promise<Seen> } {
  const seen: Seen = {};
  let finish: Performance['finish'] = () => undefined;
  const over = new Promise<Seen>((resolve, reject) => {
    finish = (failure) => {
      if (failure === undefined) resolve(seen);
      else reject(failure instanceof Error ? failure : new Error(JSON.stringify(failure)));
    };
    const impatient = () => finish(new Error(`${name} does not end. Seen: ${JSON.stringify(seen)}`));
    if (typeof window !== 'undefined') setTimeout(impatient, PATIENCE_MS);
  });
  const see = (what: string, value: unknown) => {
    const next = superjson.serialize(value);
    const all = (seen[what] ??= []);
    if (JSON.stringify(all.at(-1)) !== JSON.stringify(next)) all.push(next);
  };
  return { performance: { see, finish, name }, over };
}

/** Writes down a value whenever it has changed. */
export function useSeen(what: string, value: unknown): void {
  const { see } = usePerformance();
  useEffect(() => see(what, value));
}

/** What a script has to go by. */
export type Steps<T> = {
  /** What was rendered last. */
  now: () => T;
  /** Waits until what is rendered fulfils the condition. */
  until: (condition: (now: T) => boolean) => Promise<void>;
};

/** Does something step by step; the scene ends where it does. */
export function useScript<T>(current: T, script: (steps: Steps<T>) => Promise<void>): void {
  const { finish } = usePerformance();
  const latest = useRef(current);
  const waiting = useRef<(() => void)[]>([]);
  const begun = useRef(false);
  useEffect(() => {
    latest.current = current;
    for (const look of waiting.current.splice(0)) look();
  });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const until = (condition: (now: T) => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (condition(latest.current)) resolve();
          else waiting.current.push(look);
        };
        look();
      });
    script({ now: () => latest.current, until }).then(() => finish(), finish);
  });
}
