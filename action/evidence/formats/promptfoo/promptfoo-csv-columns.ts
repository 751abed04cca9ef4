import { columnName } from './promptfoo-column.ts';

/** The columns of one prompt and provider. Without `status`, as before 2025, the answer begins with the verdict. */
export type AnswerColumns = {
  variant: string;
  model: string | null;
  answer: string;
  status: string | null;
  score: string | null;
  namedScores: string | null;
  reason: string | null;
};

export type CsvLayout = {
  /** Variables of the tests. */
  inputs: readonly string[];
  description: string | null;
  answers: readonly AnswerColumns[];
};

/** A cell of a table from before 2025: `[PASS] (1.00) …`. */
export const OLD_CELL = /^\[(PASS|FAIL|ERROR)\]/;

/** The tool gives each column group the same names; the second of a name is read as `Status (2)`. */
const baseOf = (column: string): string => column.replace(/ \(\d+\)$/, '');

const GROUP = /^(?:Named Scores|Grader Reason|Comment|Metric: .*)$/s;

/** @returns `null` where this is no table of promptfoo */
export function csvLayout(
  columns: readonly string[],
  first: readonly Readonly<Record<string, string>>[],
): CsvLayout | null {
  const groups = groupsIn(columns);
  const answers = groups.length > 0 ? groups : oldAnswersIn(columns, first);
  const [leading] = answers;
  if (leading === undefined) return null;
  const before = columns.slice(0, columns.indexOf(leading.answer));
  const description = before[0] === 'Description' ? before[0] : null;
  return {
    // A session has another id in every run.
    inputs: before.slice(description === null ? 0 : 1).filter((column) => column !== 'sessionId'),
    description,
    answers,
  };
}

function groupsIn(columns: readonly string[]): AnswerColumns[] {
  const groups: AnswerColumns[] = [];
  for (let i = 1; i + 1 < columns.length; i += 1) {
    const [answer = '', status = '', score = ''] = columns.slice(i - 1, i + 2);
    if (baseOf(status) !== 'Status' || baseOf(score) !== 'Score') continue;
    const more = columns.slice(i + 2);
    const end = more.findIndex((column) => !GROUP.test(baseOf(column)));
    const group = end < 0 ? more : more.slice(0, end);
    const named = (name: string): string | null => group.find((column) => baseOf(column) === name) ?? null;
    const [namedScores, reason] = [named('Named Scores'), named('Grader Reason')];
    if (reason === null) continue;
    groups.push({ ...aboutColumn(answer, groups.length), answer, status, score, namedScores, reason });
  }
  return groups;
}

function oldAnswersIn(
  columns: readonly string[],
  first: readonly Readonly<Record<string, string>>[],
): AnswerColumns[] {
  const isAnswer = (column: string): boolean => {
    const cells = first.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.every((cell) => OLD_CELL.test(cell));
  };
  return columns.filter(isAnswer).map((answer, i) => ({
    ...aboutColumn(answer, i),
    answer,
    status: null,
    score: null,
    namedScores: null,
    reason: null,
  }));
}

/** The header of an answer is `[provider] prompt`. */
function aboutColumn(header: string, index: number): { variant: string; model: string | null } {
  const provider = /^\[([^\]]+)\] /.exec(header)?.[1] ?? null;
  return { variant: columnName(provider, index), model: provider };
}
