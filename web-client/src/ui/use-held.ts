'use client';
/** Whether a mouse or the keyboard's focus is in something: its rows do not move under them. */
import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from 'react';

const LOOK_MS = 500;

export function useHeld() {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const pointed = useRef<Element>(null);
  const focused = useRef<Element>(null);
  const isHeld = isPointed || isFocused;

  useEffect(() => {
    if (!isHeld) return;
    // What has the mouse or the focus may be taken away, as a dialog or what was closed: no event tells of that.
    const look = setInterval(() => {
      if (!pointed.current?.isConnected) setPointed(false);
      if (document.activeElement !== focused.current) setFocused(false);
    }, LOOK_MS);
    return () => clearInterval(look);
  }, [isHeld]);

  return {
    isHeld,
    handlers: {
      onPointerOver: ({ pointerType, target }: PointerEvent) => {
        pointed.current = target instanceof Element ? target : null;
        setPointed(pointerType === 'mouse');
      },
      onPointerLeave: () => setPointed(false),
      // A click focuses too, but whoever clicks and leaves has left.
      onFocus: (event: FocusEvent) => {
        focused.current = event.target;
        setFocused(event.target.matches(':focus-visible'));
      },
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      },
    },
  };
}
