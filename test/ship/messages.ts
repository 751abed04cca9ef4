import type { Random } from '../../action/statistics/gamma-draw.ts';

/** A made-up message to a shop, with the queue that it belongs to. */
export type Message = { id: string; queue: Queue; channel: string; subject: string; text: string };
export type Queue = keyof typeof WORDS;

const WORDS = {
  billing:
    'invoice amount charged twice debit payment card statement discount receipt tax account bank transfer price total reminder fee overdue balance instalment currency rebate credit euro cents ledger mandate billed rate surcharge deposit prepaid voucher bonus sum figure rounding decimal payable due dunning interest bookkeeping cheque wallet pay owed monthly subscription renewal quote vat paid',
  delivery:
    'parcel courier arrived late driver doorstep tracking shipped address neighbour van depot schedule customs package dispatched lost warehouse route waiting carrier transit porch gate lift floor street postcode doorbell hallway pallet freight express overnight signature missed pickup locker shelf scan border container delayed weather snow traffic garage concierge reception crate lorry window slot handed',
  returns:
    'return refund broken exchange wrong size colour zip torn faulty label sleeve damaged replacement worn fit unopened stitching button swap collar seam stain scratch dent cracked leaking shrunk faded tight loose heel sole lining pocket strap buckle hinge battery screen charger missing defective warranty repair dislike unwanted gift original tags condition unsuitable smell noise wobbly',
} as const;
/** Nothing that this team sorts. */
const ELSEWHERE =
  'concert orchestra museum painting volcano harbour sailing chess violin poetry garden tulips bicycle marathon telescope planet glacier forest owl recipe garlic oven bakery novel theatre rehearsal choir lantern festival puzzle';
const OTHERS =
  'please hello could you tell me what happened with my order from last week because nobody has answered yet and we would like to know soon since it is urgent for us thanks again kind regards the shop website said something different yesterday evening when looked there first time customer always happy before now really need help today';

export const QUEUES = Object.keys(WORDS) as Queue[];
const pick = <T>(from: readonly T[], next: Random): T => from[Math.floor(next() * from.length)] as T;
const words = (of: string, count: number, next: Random): string[] =>
  Array.from({ length: count }, () => pick(of.split(' '), next));

/** Most say clearly where they belong; in some a word or two of another queue makes that hard. */
export function message(
  id: string,
  next: Random,
  kind: 'ordinary' | 'clear' | 'elsewhere' = 'ordinary',
): Message {
  const queue = pick(QUEUES, next);
  const own = { ordinary: 2 + Math.floor(next() * 5), clear: 9, elsewhere: 0 }[kind];
  const stray = kind === 'ordinary' ? Math.floor(next() * 2.4) : 0;
  const all = [
    ...words(WORDS[queue], own, next),
    ...Array.from({ length: stray }, () => words(WORDS[pick(QUEUES, next)], 1, next)).flat(),
    ...words(
      kind === 'elsewhere' ? `${ELSEWHERE} ${OTHERS.slice(0, 80)}` : OTHERS,
      12 + Math.floor(next() * 8),
      next,
    ),
  ];
  const order = all.map((word) => ({ word, at: next() })).sort((a, b) => a.at - b.at);
  const text = order.map(({ word }) => word).join(' ');
  const channel = next() < 0.7 ? 'e-mail' : 'web form';
  return { id, queue, channel, subject: words(OTHERS, 3, next).join(' '), text: `${text}.` };
}

export const messages = (
  prefix: string,
  count: number,
  next: Random,
  kind?: Parameters<typeof message>[2],
): Message[] => Array.from({ length: count }, (_, n) => message(`${prefix}-${1000 + n}`, next, kind));

/** A message as the helpdesk has it: in some other queue, too. */
export type Exported = Omit<Message, 'queue'> & { queue: string };

/** An export of the helpdesk. */
export const exported = (all: readonly Exported[]): string =>
  [
    'id,queue,channel,subject,text',
    ...all.map(({ id, queue, channel, subject, text }) => [id, queue, channel, subject, text].join(',')),
    '',
  ].join('\n');
