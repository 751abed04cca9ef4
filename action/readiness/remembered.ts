/**
 * @returns a pure function that remembers what it made of an object for as long as that object lives: checks are asked
 * twice, by the bars of this stage and by those of the next, and evidence does not change in between.
 */
export function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, { value: V }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}
