// What a reader does that takes the whole file into memory.
import { readFileSync } from 'node:fs';

const { results } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
console.log(results.results.filter(({ success }) => success).length);
