'use client';
/** A drawing for as long as its element stands, and the keys that move about in it. */
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

type Drawing = {
  point: (step: number) => void;
  unpoint: () => void;
  zoom: (share: number) => void;
  remove: () => void;
};

type Made<T> = {
  box: RefObject<HTMLDivElement | null>;
  drawing: T | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
  onBlur: () => void;
};

const FAR = 10;
const ENDS = 1_000_000;
const ZOOM = 1.25;

/** `key` names what the drawing cannot change later: with another one it is made anew. */
export function useDrawing<T extends Drawing>(make: (element: HTMLElement) => T, key: string): Made<T> {
  const box = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<T>();
  const begin = useEffectEvent(make);

  useEffect(() => {
    if (!box.current) return;
    const made = begin(box.current);
    setDrawing(made);
    return () => made.remove();
  }, [key]);

  const acts: Record<string, (made: T, isFar: boolean) => void> = {
    ArrowLeft: (made, isFar) => made.point(isFar ? -FAR : -1),
    ArrowRight: (made, isFar) => made.point(isFar ? FAR : 1),
    Home: (made) => made.point(-ENDS),
    End: (made) => made.point(ENDS),
    '+': (made) => made.zoom(1 / ZOOM),
    '-': (made) => made.zoom(ZOOM),
    Escape: (made) => made.unpoint(),
  };
  return {
    box,
    drawing,
    onKeyDown: (event) => {
      const act = acts[event.key];
      if (!drawing || !act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act(drawing, event.shiftKey);
    },
    onBlur: () => drawing?.unpoint(),
  };
}
