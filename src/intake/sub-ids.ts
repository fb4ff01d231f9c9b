/** Lower-case letters and digits joined by `-`, for ids; empty where there are none. */
export function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 100);
  return plain.replace(/^-|-$/g, '');
}

/**
 * Gives ids to what hangs on one record (documents, sanctions …), made from their own words so that they stay the same
 * from version to version, and each only once.
 */
export function subIds(id: string): (key: string) => string {
  const taken = new Set<string>();
  return (key) => {
    const made = `${id}-${slug(key) || 'x'}`;
    let free = made;
    for (let n = 2; taken.has(free); n++) free = `${made}-${n}`;
    taken.add(free);
    return free;
  };
}
