/** How the list's pages follow one another, the same on the server and in the browser. */
export const pages = { getNextPageParam: ({ nextCursor }: { nextCursor: number | null }) => nextCursor };
