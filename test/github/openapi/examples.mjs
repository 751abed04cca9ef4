import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * Holds GitHub's own examples of the cut operations against the cut schemas: the test of the cut itself.
 * A few of GitHub's examples break GitHub's description, so this reports and does not refuse.
 * @returns lines to print: how many match, and which do not, with the first reason.
 */
export function countExamples(source, subset) {
  const ajv = addFormats.default(new Ajv({ strict: false, logger: false }));
  ajv.addSchema(subset, 'github');
  const misses = [];
  let matches = 0;
  for (const { at, schema, value } of examplesOf(source, subset)) {
    const validate = ajv.compile({ $ref: `github#${schema}` });
    if (validate(value)) matches += 1;
    else misses.push(`  ${at}: ${validate.errors[0].instancePath} ${validate.errors[0].message}`);
  }
  return [`GitHub's own examples: ${matches} match, ${misses.length} do not`, ...misses].join('\n');
}

function examplesOf(source, subset) {
  const operations = Object.entries(subset.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return operations.flatMap((at) =>
    Object.keys(at.operation.responses).flatMap((status) => examplesOfResponse(source, at, status)),
  );
}

function examplesOfResponse(source, { path, method, operation }, status) {
  const content = source.paths[path][method].responses[status].content?.['application/json'];
  const place = `/paths/${path.replaceAll('/', '~1')}/${method}/responses/${status}`;
  const schema = encodeURI(`${place}/content/application~1json/schema`);
  return Object.entries(content?.examples ?? {}).map(([name, entry]) => {
    const { value } = entry.$ref ? source.components.examples[entry.$ref.split('/').at(-1)] : entry;
    return { at: `${operation.operationId} ${status} ${name}`, schema, value };
  });
}
