import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Call, clientOf } from './client.ts';
import { type GitHub, startGitHub } from './loopback.ts';
import { comments, HEAD, home, stateOf } from './stories.ts';

let github: GitHub;
let call: Call;
beforeAll(async () => {
  github = await startGitHub(stateOf());
  call = clientOf(github.url, 'writer');
});
afterAll(() => github.stop());

const lastKinds = async () => (await github.journal()).at(-1)?.violations.map((violation) => violation.kind);
const checkRun = (output: object) => ({
  name: 'gate',
  head_sha: HEAD,
  output: { title: 't', summary: 's', ...output },
});
const annotation = {
  path: 'poc.yaml',
  start_line: 1,
  end_line: 1,
  annotation_level: 'failure',
  message: 'm',
};
const annotated = (change: object) => checkRun({ annotations: [{ ...annotation, ...change }] });
const annotations = (count: number) => checkRun({ annotations: Array(count).fill(annotation) });
const KB = 1024;

describe('a comment', () => {
  test.each([
    ['65,535 characters', 'x'.repeat(65_535), 201],
    ['65,536 characters', 'x'.repeat(65_536), 201],
    ['65,536 characters of four bytes', '🛠'.repeat(65_536), 201],
    ['65,537 characters', 'x'.repeat(65_537), 422],
    ['one character', 'x', 201],
    ['only spaces', ' \n', 422],
  ])('of %s', async (_, body, status) => {
    const created = await call('POST', comments, { body });
    expect(created.status).toBe(status);
    expect(await lastKinds()).toEqual(status === 201 ? [] : ['limit']);
  });

  test("that is too long is refused in GitHub's words, and an update is too", async () => {
    const { body } = await call('POST', comments, { body: 'short' });
    const at = `${home}/issues/comments/${(body as { id: number }).id}`;
    const answer = await call('PATCH', at, { body: 'x'.repeat(65_537) });
    const message = 'Body is too long (maximum is 65536 characters)';
    const errors = [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }];
    expect(answer).toMatchObject({ status: 422, body: { message: 'Validation Failed', errors } });
    expect((await call('GET', at)).body).toMatchObject({ body: 'short' });
  });
});

describe('a check run', () => {
  test.each([
    ['a summary of 65,534 bytes', checkRun({ summary: 'x'.repeat(65_534) }), 201],
    ['a summary of 65,535 bytes', checkRun({ summary: 'x'.repeat(65_535) }), 201],
    ['a summary of 65,536 bytes', checkRun({ summary: 'x'.repeat(65_536) }), 422],
    ['a summary of 65,536 bytes in 32,768 characters', checkRun({ summary: 'é'.repeat(32_768) }), 422],
    ['a text of 65,535 bytes', checkRun({ text: 'x'.repeat(65_535) }), 201],
    ['a text of 65,536 bytes in 32,768 characters', checkRun({ text: 'é'.repeat(32_768) }), 422],
    ['49 annotations', annotations(49), 201],
    ['50 annotations', annotations(50), 201],
    ['51 annotations', annotations(51), 422],
    ['an annotation with a message of 64 KB', annotated({ message: 'x'.repeat(64 * KB) }), 201],
    [
      'an annotation with a message of 64 KB and a byte',
      annotated({ message: 'x'.repeat(64 * KB + 1) }),
      422,
    ],
    [
      'an annotation with details of 64 KB and a byte',
      annotated({ raw_details: 'x'.repeat(64 * KB + 1) }),
      422,
    ],
    ['an annotation with a title of 255 characters', annotated({ title: 'x'.repeat(255) }), 201],
    ['an annotation with a title of 256 characters', annotated({ title: 'x'.repeat(256) }), 422],
    ['columns on one line', annotated({ start_column: 1, end_column: 2 }), 201],
    ['columns over two lines', annotated({ start_column: 1, end_column: 2, end_line: 2 }), 422],
    [
      'the status completed and a conclusion',
      { ...checkRun({}), status: 'completed', conclusion: 'failure' },
      201,
    ],
    ['the status completed and no conclusion', { ...checkRun({}), status: 'completed' }, 422],
  ])('with %s', async (_, body, status) => {
    const created = await call('POST', `${home}/check-runs`, body);
    expect(created.status).toBe(status);
    const kinds = await lastKinds();
    expect(new Set(kinds)).toEqual(new Set(status === 201 ? [] : ['limit']));
  });

  test("with 51 annotations is refused in GitHub's words", async () => {
    const { body } = await call('POST', `${home}/check-runs`, annotations(51));
    expect(body).toMatchObject({
      message: 'Invalid request.\n\nNo more than 50 items are allowed; 51 were supplied.',
    });
  });

  test('keeps the annotations of earlier requests', async () => {
    const created = await call('POST', `${home}/check-runs`, annotations(50));
    const { id } = created.body as { id: number };
    const { output } = annotations(7);
    const updated = await call('PATCH', `${home}/check-runs/${id}`, { output });
    expect(updated.body).toMatchObject({ output: { annotations_count: 57 } });
  });
});
