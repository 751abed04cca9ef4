/** A setting that cannot be used. The message says which, what was expected, and what to write. */
export class UnusableSetting extends Error {
  override name = 'UnusableSetting';
}
