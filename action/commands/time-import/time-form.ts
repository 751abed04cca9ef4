import { isWholeFormat, isZone } from './moment.ts';

/** @returns what is wrong with the flags that say how a source writes times. */
export function timeFormProblems(flags: { 'time-format'?: string; zone?: string }): string[] {
  const { 'time-format': format, zone } = flags;
  const problems: [boolean, string][] = [
    [
      format !== undefined && !isWholeFormat(format),
      `--time-format: found ${JSON.stringify(format)}; expected a format with year, month, day, hour and minute. Write, for example, --time-format 'dd.MM.yyyy HH:mm:ss'.`,
    ],
    [
      zone !== undefined && !isZone(zone),
      `--zone: found ${JSON.stringify(zone)}; expected a name of the IANA time zones. Write, for example, --zone Europe/Berlin.`,
    ],
  ];
  return problems.flatMap(([applies, problem]) => (applies ? [problem] : []));
}
