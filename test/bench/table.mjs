const seconds = (value) => `${value.toFixed(2)} s`;
const megabytes = (value) => `${value.toFixed(0)} MB`;
const times = (value) => `${value.toFixed(2)} x`;

/** What a case was measured to be, against each of its targets. */
export function rowsOf({ title, targets }, found, floor, others) {
  const rows = [];
  const row = (what, figure, target, ratio, format) =>
    rows.push({
      title,
      what,
      figure: format(figure),
      target: `<= ${format(target)}`,
      ratio,
      met: figure <= target,
    });
  const { seconds: most, peak, timesFloor, peakOver } = targets;
  const overFloor = floor === undefined ? '' : times(found.seconds / floor.seconds);
  if (most !== undefined) row('wall', found.seconds, most, overFloor, seconds);
  if (timesFloor !== undefined)
    row('wall over floor', found.seconds / floor.seconds, timesFloor, overFloor, times);
  if (peak !== undefined) row('peak memory', found.peak, peak, '', megabytes);
  if (peakOver !== undefined) {
    const base = others.get(peakOver.name);
    row('peak memory', found.peak, base.peak + peakOver.most, times(found.peak / base.peak), megabytes);
  }
  return rows;
}

/** A floor is shown beside what is measured against it; it has no target. */
export const floorRow = (title, found) => ({
  title: `  floor: ${title}`,
  what: 'wall, peak memory',
  figure: `${seconds(found.seconds)}, ${megabytes(found.peak)}`,
  target: '',
  ratio: '',
  met: null,
});

const COLUMNS = ['title', 'what', 'figure', 'target', 'ratio', 'verdict'];
const HEADER = {
  title: 'case',
  what: 'what',
  figure: 'figure',
  target: 'target',
  ratio: 'ratio',
  verdict: '',
};

/** @returns the rows as lines of text, each column as wide as it has to be */
export function table(rows) {
  const words = { true: 'met', false: 'MISSED', null: '' };
  const all = [HEADER, ...rows.map((row) => ({ ...row, verdict: words[row.met] }))];
  const widths = COLUMNS.map((name) => Math.max(...all.map((row) => row[name].length)));
  const line = (row) =>
    COLUMNS.map((name, i) => row[name].padEnd(widths[i]))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
