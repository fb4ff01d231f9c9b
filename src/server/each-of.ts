/** The values of a list, one after the other, as the screening room takes them. */
export async function* eachOf<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}
