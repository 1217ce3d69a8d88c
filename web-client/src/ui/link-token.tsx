/** The token that a link in an e-mail carries. */
import type { ReactNode } from 'react';
import { ForgetToken } from './forget-token';

type Search = Promise<{ token?: string | string[] }>;

/** The token in the URL; an empty one where there is none, which no link has. */
export async function readToken(search: Search): Promise<string> {
  const { token } = await search;
  return typeof token === 'string' ? token : '';
}

/** What a link leads to. Its token leaves the address bar: a page that is loaded again has none. */
export function Linked({ token, children }: { token: string; children: ReactNode }) {
  if (token === '')
    return <p className="text-row">Open the link in the e-mail once more: this address is not all of it.</p>;
  return (
    <>
      <ForgetToken />
      {children}
    </>
  );
}
