'use client';
/** Takes the token of a link out of the address bar, and so out of the history and of what is copied from there. */
import { useEffect } from 'react';

export function ForgetToken() {
  useEffect(() => {
    const { pathname, search } = window.location;
    if (new URLSearchParams(search).has('token')) window.history.replaceState(window.history.state, '', pathname);
  }, []);
  return null;
}
