import { matchesGlob } from './glob.ts';

/** `--map old=new`: items whose label matches `from` get the label `to`. */
export type LabelRule = { from: string; to: string };

/** The label of the workflow; `null` where nobody could tell, so that a person has to be asked. */
export type Target = string | null;

/** What is to become of labels: `--map`, `--unanswerable`, `--keep-labels`. */
export type LabelRules = {
  rules: readonly LabelRule[];
  /** Labels that say that nobody could tell, with `*` and `?`. They go before the rules. */
  unanswerable: readonly string[];
  keepLabels: boolean;
};

export type LabelMapping = {
  /** What each label of the source becomes, of those that become something. */
  mapped: Map<string, Target>;
  /** Labels of the source that no rule is about, with the number of items. */
  unmapped: [label: string, items: number][];
  /** Labels that items would get, and that the workflow does not have, with the number of items. */
  unknown: [label: string, items: number][];
  /** Rules that are about no label of the source, as they were written. */
  idle: string[];
};

/** @returns `old=new` as a rule; the last `=` divides, since labels of other systems may hold one. */
export function labelRule(text: string): LabelRule | null {
  const at = text.lastIndexOf('=');
  return at > 0 && at < text.length - 1 ? { from: text.slice(0, at), to: text.slice(at + 1) } : null;
}

/** @returns how often each label occurs, in the order of first occurrence. */
export function countLabels(labels: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/**
 * Rules are tried in their order, and the first that matches counts. Without rules, labels stay as they are;
 * with rules, one that no rule is about stays only when `keepLabels` says so: a rule with a typing error must not
 * let the labels through that it was about.
 */
export function mapLabels(
  counts: Map<string, number>,
  { rules, unanswerable, keepLabels }: LabelRules,
  allowed: readonly string[],
): LabelMapping {
  const keepAll = keepLabels || rules.length === 0;
  const mapping: LabelMapping = { mapped: new Map(), unmapped: [], unknown: [], idle: [] };
  const used = new Set<LabelRule | string>();
  for (const [label, items] of counts) {
    const unknown = unanswerable.find((one) => matchesGlob(label, one));
    if (unknown !== undefined) {
      used.add(unknown);
      mapping.mapped.set(label, null);
      continue;
    }
    const rule = rules.find((one) => matchesGlob(label, one.from));
    if (rule) used.add(rule);
    const target = rule?.to ?? (keepAll ? label : null);
    if (target === null) mapping.unmapped.push([label, items]);
    else if (allowed.includes(target)) mapping.mapped.set(label, target);
    else mapping.unknown.push([target, items]);
  }
  mapping.idle = [
    ...rules.filter((rule) => !used.has(rule)).map(({ from, to }) => `--map ${from}=${to}`),
    ...unanswerable.filter((one) => !used.has(one)).map((one) => `--unanswerable ${one}`),
  ];
  return mapping;
}
