'use client';
import { useState, type ComponentType } from 'react';
import type { PartProps } from './said';
import { useScript } from './stage';

/** Parts of a scene, each when the one before it has ended. */
export function Parts({ parts }: { parts: ComponentType<PartProps>[] }) {
  const [at, setAt] = useState(0);
  useScript(at, ({ until }) => until((at) => at === parts.length));
  const Part = parts[at];
  return Part && <Part key={at} next={() => setAt(at + 1)} />;
}
