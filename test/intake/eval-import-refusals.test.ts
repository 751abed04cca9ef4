import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CSV, freshDesk, MANIFEST, SUPPORT } from './desk.ts';

const desk = freshDesk();

const importCsv = (...more: string[]) => desk.run(['in.csv', ...SUPPORT, ...more]);

describe('poc eval import', () => {
  it.each([
    ['no file', 'in.csv', null, /in\.csv: found no such file or folder/],
    ['nothing', 'in.csv', '', /found nothing in it/],
    ['a JSON list', 'in.csv', '[{"a":1}]', /found a JSON list; expected one JSON object on each line/],
    ['one e-mail', 'in.csv', 'From: a\nSubject: b\n\nHello', /found one e-mail; expected/],
    ['broken UTF-16', 'in.csv', Uint8Array.from([0xff, 0xfe, 0x61]), /found UTF-16 that breaks off/],
  ])('of %s says what it expected', async (_, path, content, reason) => {
    if (content !== null) desk.write(path, content);
    const { code, said } = await desk.run([path, ...SUPPORT]);
    expect(said).toMatch(reason);
    expect(code).toBe(2);
  });

  it('makes cases with labels only, so a workflow that gives none is told to write its own', async () => {
    const draft = MANIFEST.replace('kind: classify', 'kind: draft').replace(/ {2}labels:.*\n/, '');
    desk.write('poc.yaml', draft);
    desk.write('in.csv', CSV);
    const { code, said } = await importCsv();
    expect(said).toContain('poc.yaml: workflow.kind: found draft; expected classify');
    expect(code).toBe(2);
  });

  it('asks which column holds the label', async () => {
    desk.write('in.jsonl', '{"text":"hi","queue":"attention"}\n');
    const { code, said } = await desk.run(['in.jsonl', '--source-system', 'support']);
    expect(code).toBe(2);
    expect(said).toContain('the keys are text, queue. Add, for example, --label-field "queue".');
  });

  it.each([
    ['is missing', null, /poc\.yaml: found no such file/],
    ['is broken', 'version: 1\nworkflow: [', /poc\.yaml:2/],
    ['has an unknown key', `${MANIFEST}colour: red\n`, /poc\.yaml:16:1: colour: found the key "colour"/],
  ])('stops when poc.yaml %s', async (_, manifest, reason) => {
    rmSync(desk.at('poc.yaml'));
    if (manifest !== null) desk.write('poc.yaml', manifest);
    desk.write('in.csv', CSV);
    const { code, said } = await importCsv();
    expect(said).toMatch(reason);
    expect(code).toBe(2);
  });

  it('stops when a case file is broken, with its line', async () => {
    desk.write('in.csv', CSV);
    desk.write('eval/cases/mine.jsonl', '{"id":\n');
    const { code, said } = await importCsv();
    expect(said).toMatch(/eval\/cases\/mine\.jsonl:1/);
    expect(code).toBe(2);
  });

  it('says that nothing came out when no item has a label, and writes nothing', async () => {
    desk.write('inbox/1.txt', 'Hello');
    const { code, said, out } = await desk.run(['inbox', '--source-system', 'x'], {});
    expect(code).toBe(1);
    expect(said).toContain('the folder above the sub-folders that are named for labels');
    expect(out).toContain('1 no_label: has no label');
    expect(['eval', '.poc'].filter((path) => desk.has(path))).toEqual([]);
  });

  it('does not let labels act on the terminal', async () => {
    desk.write('in.csv', 'text,queue\nhi,\u001b[31mred\nho,b\n');
    const { said } = await importCsv();
    expect(said).toContain('[31mred (1)');
    expect(said).not.toContain('\u001b');
  });
});
