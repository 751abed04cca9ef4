// What any reader of JSON lines has to do: take each line, parse it, count the passes.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

let passes = 0;
const lines = createInterface({
  input: createReadStream(process.argv[2]),
  crlfDelay: Number.POSITIVE_INFINITY,
});
for await (const line of lines) if (line !== '' && JSON.parse(line).pass) passes += 1;
console.log(passes);
