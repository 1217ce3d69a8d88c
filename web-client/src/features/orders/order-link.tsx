'use client';
/** From what names an order to the order. */
import type { OrderId } from '@tickwire/bindings';
import { useParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { TextLink } from '@/ui/text-link';

export function OrderLink({ id, children }: { id: OrderId; children: ReactNode }) {
  const { slug } = useParams<{ slug: string }>();
  return <TextLink href={`/t/${slug}/orders?view=all&order=${id}`}>{children}</TextLink>;
}
