import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonLines } from '../src/jsonl.ts';
import { DETECTORS, type Detector, detect } from '../src/outbound/detectors.ts';

/**
 * Made-up lines: examples that standards and manuals publish, and forms that people write. « and » stand around what has to be
 * found; ¦ only keeps a scan of this repository from taking a made-up key for a real one.
 */
const line = z.strictObject({ class: z.enum(DETECTORS).nullable(), text: z.string() });
const LINES = readJsonLines('test/outbound-recall.jsonl', line);

type Span = { detector: Detector; at: number; end: number };
const same = (a: Span) => (b: Span) => a.detector === b.detector && a.at === b.at && a.end === b.end;

/** How much of one kind there is, how much of that was found exactly, and how often something else was taken for it. */
function measured(detector: Detector) {
  const counts = { wanted: 0, found: 0, wrong: 0 };
  for (const { class: name, text: marked } of LINES) {
    const { text, spans } = unmarked(marked.replaceAll('¦', ''), name);
    const found = detect(text, DETECTORS).filter((one) => one.detector === detector);
    counts.wanted += spans.filter((one) => one.detector === detector).length;
    counts.found += found.filter((one) => spans.some(same(one))).length;
    counts.wrong += found.filter((one) => !spans.some(same(one))).length;
  }
  return counts;
}

function unmarked(marked: string, detector: Detector | null): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  let at = 0;
  for (const piece of marked.split(/([«»])/)) {
    if (piece === '«') at = text.length;
    else if (piece === '»' && detector !== null) spans.push({ detector, at, end: text.length });
    else if (piece !== '»') text += piece;
  }
  return { text, spans };
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;

describe('what the detectors find of a labelled set', () => {
  // What is missed: keys and passwords in words, addresses letter by letter, national telephone numbers, odd groups.
  it.each([
    ['secret', { wanted: 20, found: 18, wrong: 0 }],
    ['email', { wanted: 20, found: 19, wrong: 1 }],
    ['iban', { wanted: 16, found: 15, wrong: 0 }],
    ['payment_card', { wanted: 16, found: 15, wrong: 0 }],
    ['ip', { wanted: 13, found: 11, wrong: 0 }],
    ['phone', { wanted: 15, found: 12, wrong: 0 }],
  ] as const)('is of the kind %s as much as it was: %o', (detector, expected) => {
    const counts = measured(detector);
    const { wanted, found, wrong } = counts;
    console.log(
      `${detector}: recall ${found} of ${wanted} (${share(found, wanted)}), precision ${share(found, found + wrong)}`,
    );
    expect(counts).toEqual(expected);
  });

  it('is measured on as many lines as are worth it', () => {
    const lines = (wanted: boolean) => LINES.filter((one) => (one.class !== null) === wanted).length;
    expect([lines(true), lines(false)]).toEqual([98, 87]);
  });
});
