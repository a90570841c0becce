// The OpenAPI document as a page for people: HTML made here, so that it needs no script.
import { exampleOf } from '../../contract/examples.ts';
import { curlOf } from '../../contract/examples/curl.ts';
import type { OpenApiDocument } from '../../contract/openapi.ts';
import { type OperationId, routes } from '../../contract/routes.ts';
import { type Markup, capitalized, markup, proseOf } from '../markup.ts';
import { type Field, type Schema, describeSchema, fieldsOf } from './describe-schema.ts';
import { style } from './style.ts';

interface Answer {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface OperationObject {
  readonly operationId: OperationId;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly description?: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Components {
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

/** The whole page. */
export function writePage(document: OpenApiDocument): string {
  const { info, tags } = document;
  const listed = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): Listed => ({ method, path, operation: operation as OperationObject })));
  const { responses } = document.components as Components;
  const groups = tags.map(({ name, description }) => ({ name, description, anchor: anchorOf(name), operations: listed.filter(({ operation }) => operation.tags[0] === name) }));
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} ${info.version}</title>
<style>${{ html: style }}</style>
</head>
<body>
<a class="skip" href="#operations">Skip to the operations</a>
<header>
<h1>${info.title} <span class="soft">${info.version}</span></h1>
${info.description.split('\n').filter((line) => line !== '').map((line) => markup`<p>${proseOf(line)}</p>`)}
<p>The same for programs: <a href="/openapi.json">openapi.json</a>. In the examples <code>$ADMIN</code> is the address of this server, <code>$ORG</code> an organization, and <code>$TOKEN</code> the <code>access_token</code> of <a href="#createAuthToken">a sign-in</a>.</p>
</header>
<div class="page">
<nav aria-label="Groups of operations"><ul>${groups.map(({ name, anchor }) => markup`<li><a href="#${anchor}">${name}</a></li>`)}</ul></nav>
<main id="operations" tabindex="-1">
${groups.map(({ name, description, anchor, operations }) => markup`<section aria-labelledby="${anchor}"><h2 id="${anchor}">${name}</h2><p>${proseOf(description)}</p>${operations.map((each) => writeOperation(each, responses))}</section>
`)}
</main>
</div>
</body>
</html>
`.html;
}

function writeOperation({ method, path, operation }: Listed, responses: Components['responses']): Markup {
  const { operationId, summary, description, parameters, requestBody } = operation;
  const example = exampleOf(operationId);
  const request = Object.values(requestBody?.content ?? {})[0]?.schema;
  return markup`<article id="${operationId}" aria-labelledby="${operationId}-name">
<h3 id="${operationId}-name"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></h3>
<div class="said"><p>${capitalized(summary)}. <span class="soft">${proseOf(description)}</span></p></div>
<div>
${parameters.length === 0 ? '' : writeTable('Parameters', parameters.map(({ name, in: place, required, schema, description: of }) => ({ name, isRequired: required, words: [describeSchema(schema), place === 'query' ? '' : `in the ${place}`, of ?? ''].filter((part) => part !== '').join(', ') })))}
${request === undefined ? '' : writeTable('Body', fieldsOf(request))}
${writeAnswers(operation, responses)}
</div>
${example === undefined ? '' : markup`<div><h4>Example</h4><pre tabindex="0" aria-label="Example of ${operationId}"><code>${curlOf(example, routes[operationId])}</code></pre></div>`}
</article>`;
}

function writeAnswers({ responses: own }: OperationObject, components: Components['responses']): Markup {
  const rows = Object.entries(own).map(([status, answer]) => {
    const { description = '' } = answer.$ref === undefined ? answer : (components[answer.$ref.split('/').at(-1) ?? ''] ?? {});
    return { name: status, isRequired: true, words: description };
  });
  const good = Object.entries(own).find(([status]) => status < '400')?.[1];
  const fields = Object.entries(good?.content ?? {}).flatMap(([, { schema }]) => fieldsOf(schema));
  return markup`<details><summary>Answers</summary>${writeTable('By status', rows)}</details>
${fields.length === 0 ? '' : markup`<details><summary>Fields of a good answer</summary>${writeTable('Fields', fields)}</details>`}`;
}

function writeTable(heading: string, rows: readonly Field[]): Markup {
  if (rows.length === 0) return { html: '' };
  return markup`<h4>${heading}</h4><div class="scroll"><table><tbody>${rows.map(({ name, isRequired, words }) => markup`<tr><td><code>${name}</code>${isRequired ? '' : markup` <span class="soft">optional</span>`}</td><td>${words}</td></tr>`)}</tbody></table></div>`;
}

function anchorOf(name: string): string {
  return `group-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`;
}
