'use client';
/** `candleSets.upload` with its progress, and an end to it at any time. */
import { useMutation } from '@tanstack/react-query';
import { transformer, type AppRouter } from '@tickwire/bindings';
import { contractLink } from '@tickwire/bindings/react';
import { createTRPCClient, httpLink } from '@trpc/client';
import { useRef, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { meantHere } from '@/trpc/meant';
import { uploadFetch, type Progress } from '@/trpc/upload-fetch';

export function useUpload() {
  const trpc = useTRPC();
  const stop = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<Progress>();
  const [isCanceled, setCanceled] = useState(false);
  const upload = useMutation({
    mutationKey: trpc.candleSets.upload.mutationKey(),
    mutationFn: (form: FormData) => {
      stop.current = new AbortController();
      setProgress(undefined);
      setCanceled(false);
      const link = httpLink({ url: '/api/trpc', transformer, headers: meantHere, fetch: uploadFetch(setProgress) });
      const client = createTRPCClient<AppRouter>({ links: [contractLink(), link] });
      return client.candleSets.upload.mutate(form, { signal: stop.current.signal });
    },
  });
  const cancel = () => {
    setCanceled(true);
    stop.current?.abort();
  };
  return { upload, progress, isCanceled, cancel };
}
