'use client';
/** Tells what stood on the page from the start from what came later. */
import { useEffect, useState } from 'react';

/** False while the component is first painted, by the server or by the browser; true ever after. */
export function useMounted(): boolean {
  const [isMounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return isMounted;
}
