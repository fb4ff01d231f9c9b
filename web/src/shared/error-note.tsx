import { Alert } from '@mantine/core';
import { ApiError } from '../app/api.ts';

/** What went wrong and what to do; nothing where nothing did. */
export function ErrorNote({ error }: { readonly error: unknown }) {
  if (!error) return null;
  const todo = error instanceof ApiError ? error.todo : undefined;
  return (
    <Alert
      color="red"
      variant="light"
      mb="md"
      role="alert"
      title={error instanceof Error ? error.message : String(error)}
    >
      {todo}
    </Alert>
  );
}
