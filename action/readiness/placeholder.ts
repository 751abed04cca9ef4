const PLACEHOLDER =
  /^(?:to ?do(?::.*)?|tbd|tba|xxx+|n\/?a|none|unknown|example|placeholder|(?:to be |please )?fill(?:ed)?[ -]?(?:me|this|it)?[ -]?in|change ?me|\?+|\.+|…|-+|<.*>|\[.*\])[.!]?$/i;

/** Does a text only hold the place of one that somebody has yet to write? */
export const isPlaceholder = (text: string): boolean => text.trim() === '' || PLACEHOLDER.test(text.trim());
