import { casesPerDay } from '../src/limits/cases-per-day.ts';

/** A process of its own, for limits.test.ts: from a moment on it starts one item of each person. Prints how many it was let. */
const [folder, people, from] = process.argv.slice(2);
const mayStart = casesPerDay({ POC_STATE: folder });
const day = new Date('2026-11-27T12:00:00Z');
let allowed = 0;
while (Date.now() < Number(from));
for (let one = 0; one < Number(people); one += 1) if (mayStart(`user-${one}`, 1, day)) allowed += 1;
console.log(allowed);
