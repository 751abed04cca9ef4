import { plain } from './served.ts';

/** @returns what a browser would send of a form that nobody changed, by name */
export function filledIn(page: string): Record<string, string> {
  const fields = [
    ...page.matchAll(/<input name="([^"]*)" value="([^"]*)"/g),
    ...page.matchAll(/<select name="([^"]*)">.*?value="([^"]*)" selected/g),
  ].map(([, name = '', text = '']) => [name, plain(text)]);
  const texts = [...page.matchAll(/<textarea name="([^"]*)"[^>]*>\n([^<]*)<\/textarea>/g)].map(
    ([, name = '', text = '']) => [name, plain(text).replaceAll('\n', '\r\n')],
  );
  return Object.fromEntries([...fields, ...texts]);
}
