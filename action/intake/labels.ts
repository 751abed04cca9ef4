import { matchesGlob } from './glob.ts';

/** `--map old=new`: items whose label matches `from` get the label `to`. */
export type LabelRule = { from: string; to: string };

export type LabelMapping = {
  /** The label of the workflow for each label of the source that has one. */
  mapped: Map<string, string>;
  /** Labels of the source that no rule is about, with the number of items. */
  unmapped: [label: string, items: number][];
  /** Labels that items would get, and that the workflow does not have, with the number of items. */
  unknown: [label: string, items: number][];
  /** Rules that are about no label of the source. */
  idle: LabelRule[];
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
 * with rules, one that no rule is about stays only when `keep` says so: a rule with a typing error must not
 * let the labels through that it was about.
 */
export function mapLabels(
  counts: Map<string, number>,
  rules: readonly LabelRule[],
  keep: boolean,
  allowed: readonly string[],
): LabelMapping {
  const keepAll = keep || rules.length === 0;
  const mapping: LabelMapping = { mapped: new Map(), unmapped: [], unknown: [], idle: [] };
  const used = new Set<LabelRule>();
  for (const [label, items] of counts) {
    const rule = rules.find((one) => matchesGlob(label, one.from));
    if (rule) used.add(rule);
    const target = rule?.to ?? (keepAll ? label : null);
    if (target === null) mapping.unmapped.push([label, items]);
    else if (allowed.includes(target)) mapping.mapped.set(label, target);
    else mapping.unknown.push([target, items]);
  }
  mapping.idle = rules.filter((rule) => !used.has(rule));
  return mapping;
}
