/** Neighbouring elements of a list, to be parsed at once: whole elements from one byte to another. */
export type Block = {
  /** Bytes: from the first element to the comma or bracket after the last. */
  start: number;
  end: number;
  count: number;
  /** The line on which each element begins, or on which all of them do; from 1. */
  lines: Uint32Array | number;
  /** Whether one of them is nested too deep to be handed to a reader. */
  deep: boolean;
};

/** A list that is reached through keys alone. */
export type ListNode = { kind: 'list'; path: string; start: number; count: number; blocks: Block[] };

/** Any other value that is reached through keys alone, by the bytes that it takes. */
export type LeafNode = { kind: 'leaf'; start: number; end: number; line: number; deep: boolean };

export type ObjectNode = { kind: 'object'; entries: Map<string, Node> };

export type Node = ListNode | LeafNode | ObjectNode;

/** What the structure of a JSON text is, without what is in its values. */
export type JsonIndex = {
  root: Node | null;
  /** What broke the structure, and on which line. */
  error: { found: string; line: number } | null;
  /** Whether the root value was closed. One that was not and has no error is cut off. */
  whole: boolean;
  /** The lines on which the root value begins and is closed. */
  firstLine: number;
  lastLine: number;
  /** Where something else begins after the root value. */
  trailing: { offset: number; line: number } | null;
  /** Dotted paths that the text holds twice. */
  repeated: readonly string[];
  /** Whether keys were left out, as there are too many. */
  crowded: boolean;
};

/** @returns the lists and leaves of an index in the order of the file. */
export function partsOf(root: Node | null): (ListNode | LeafNode)[] {
  const parts: (ListNode | LeafNode)[] = [];
  const visit = (node: Node): void => {
    if (node.kind !== 'object') parts.push(node);
    else for (const inner of node.entries.values()) visit(inner);
  };
  if (root !== null) visit(root);
  // A key that is repeated keeps its first place among the entries, and its last value.
  return parts.sort((a, b) => a.start - b.start);
}
