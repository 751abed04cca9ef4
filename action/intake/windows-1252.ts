/** What windows-1252 has where Latin-1 has control characters, U+0080 to U+009F. Five places are empty. */
const INSTEAD_OF_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const C1_CONTROL = /[\u0080-\u009F]/g;

/**
 * @returns the text with the control characters U+0080 to U+009F read as windows-1252, as browsers read them in
 * character references. Node 20 decodes windows-1252 as if it were Latin-1, so in its texts they are quotes and dashes.
 */
export function withoutC1Controls(text: string): string {
  return text.replace(C1_CONTROL, (char) => INSTEAD_OF_CONTROLS[char.charCodeAt(0) - 0x80] ?? char);
}
