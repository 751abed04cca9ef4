/** Things 0 to n − 1, put together pair by pair. A set is known by its smallest member. */
export type DisjointSets = {
  join(a: number, b: number): void;
  /** @returns the smallest member of the set that holds `member`. */
  first(member: number): number;
};

export function disjointSets(size: number): DisjointSets {
  const parent = Array.from({ length: size }, (_, member) => member);
  const up = (member: number): number => parent[member] ?? member;
  const first = (member: number): number => {
    let at = member;
    while (up(at) !== at) {
      // Halving the path keeps later look-ups short.
      parent[at] = up(up(at));
      at = up(at);
    }
    return at;
  };
  const join = (a: number, b: number): void => {
    const [one, other] = [first(a), first(b)];
    parent[Math.max(one, other)] = Math.min(one, other);
  };
  return { join, first };
}
