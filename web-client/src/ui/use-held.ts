'use client';
/** Whether a mouse or the keyboard's focus is in something: its rows do not move under them. */
import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from 'react';

const LOOK_MS = 500;

export function useHeld() {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const focused = useRef<Element>(null);

  useEffect(() => {
    if (!isFocused) return;
    // What has the focus may be taken away, as the button of what was closed: no event tells of that.
    const look = setInterval(() => setFocused(document.activeElement === focused.current), LOOK_MS);
    return () => clearInterval(look);
  }, [isFocused]);

  return {
    isHeld: isPointed || isFocused,
    handlers: {
      onPointerEnter: (event: PointerEvent) => setPointed(event.pointerType === 'mouse'),
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
