import type { Mapping } from '../../../contract/mapping.ts';
import type { Format, Head } from '../format.ts';
import { mappedCsv } from './mapped-csv.ts';
import { mappedJson } from './mapped-json.ts';
import { mappedLines } from './mapped-lines.ts';
import type { MappedFormat } from './mapped-rows.ts';

/**
 * The reader of a file that no reader of a tool knows, where `evidence.mapping` declares enough: a verdict, or a score
 * and a threshold. Its records are bare until the mapping is laid over them.
 *
 * @returns `null` where too little is declared, or the file is of a kind without paths
 */
export function mapped(head: Head, mapping: Mapping | undefined): MappedFormat | null {
  if (mapping === undefined || !isEnough(mapping)) return null;
  const format = FORMATS[head.kind]?.(mapping);
  if (format === undefined) return null;
  const recognition = format.recognise(head);
  if (recognition.answer === 'fits') return { format };
  const lacking = recognition.answer === 'lacks' ? recognition.field : 'a list of results';
  return {
    format,
    fault: {
      found: `a file without ${lacking}`,
      expected: 'what `evidence.mapping` in poc.yaml declares',
      remedy: 'Correct the path there.',
    },
  };
}

const FORMATS: { readonly [kind in Head['kind']]?: (mapping: Mapping) => Format } = {
  json: mappedJson,
  'json-lines': mappedLines,
  csv: mappedCsv,
};

const isEnough = ({ pass, score, threshold }: Mapping): boolean =>
  pass !== undefined || typeof threshold === 'object' || (score !== undefined && threshold !== undefined);
