/** The parts of TanStack's results that are compared. */

type QueryResult = { status: string; fetchStatus: string; data: unknown; error: unknown; failureCount: number };
type MutationResult = { status: string; variables: unknown; data: unknown; error: unknown };
type InfiniteResult = QueryResult & {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  isFetchingNextPage: boolean;
  isFetchingPreviousPage: boolean;
};

export function ofQuery({ status, fetchStatus, data, error, failureCount }: QueryResult) {
  return { status, fetchStatus, data, error: ofError(error), failureCount };
}

export function ofMutation({ status, variables, data, error }: MutationResult) {
  return { status, variables, data, error: ofError(error) };
}

export function ofInfinite(result: InfiniteResult) {
  const { hasNextPage, hasPreviousPage, isFetchingNextPage, isFetchingPreviousPage } = result;
  return { ...ofQuery(result), hasNextPage, hasPreviousPage, isFetchingNextPage, isFetchingPreviousPage };
}

type Shape = { message: string; code: number; data: { zodError?: Invalid } };
type Invalid = { formErrors: string[]; fieldErrors: Record<string, string[]> };

/** An error's fields. Which sentence a validator has for an input is its own affair: its fields are compared. */
export function ofError(error: unknown) {
  if (error === null || error === undefined) return null;
  if (!isTrpcError(error)) return { other: error instanceof Error ? error.message : typeof error };
  const { name, message, shape, data } = error;
  const invalid = shape?.data.zodError;
  if (!invalid) return { name, message, shape, data };
  const fields = Object.entries(invalid.fieldErrors).map(([field, sentences]) => [field, sentences.length]);
  return {
    name,
    code: shape.code,
    data: { ...shape.data, zodError: { form: invalid.formErrors.length, fields: fields.sort() } },
  };
}

type TrpcError = { name: string; message: string; shape: Shape | undefined; data: unknown };

/** Each version has a class of its own. */
function isTrpcError(error: unknown): error is TrpcError {
  return error instanceof Error && error.name === 'TRPCClientError';
}
