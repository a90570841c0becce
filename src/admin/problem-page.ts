// A problem as a page, for the few addresses that a person's browser is sent to.
import { type Markup, capitalized, markup, proseOf } from './markup.ts';
import { baseStyle, pagePolicyOf } from './page-style.ts';
import { type ProblemError, problemBody } from './problem.ts';

const style = `${baseStyle}
main { max-width: 40rem; margin: 12vh auto 4rem; padding: 0 1.25rem; overflow-wrap: anywhere; }
.reason { margin: 1rem 0; padding: .75rem 1rem; background: var(--panel); border-left: 4px solid var(--accent); }
.reason p:last-child { margin-bottom: 0; }
.again { display: inline-block; padding: .5rem 1rem; color: var(--paper); background: var(--accent); border-radius: 6px; text-decoration: none; }
`;

export const problemPagePolicy = pagePolicyOf(style);

export interface ProblemToShow {
  readonly problem: ProblemError;
  readonly heading: string;
  readonly requestId: string;
}

/** The whole page: no script, nothing loaded, one link. */
export function writeProblemPage({ problem, heading, requestId }: ProblemToShow): string {
  const { message, fields } = problemBody(problem);
  const reasons = fields === undefined ? [message] : Object.entries(fields).flatMap(([field, problems]) => problems.map((each) => `${field} ${each}`));
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} - Pullgate</title>
<style>${{ html: style }}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<div class="reason" role="alert">${reasons.map((reason) => markup`<p>${proseOf(capitalized(reason))}.</p>`)}</div>
${whatToDo(problem)}
<p class="soft">If it stays so, give an owner of your organization this request id: <code>${requestId}</code></p>
</main>
</body>
</html>
`.html;
}

function whatToDo({ extras: { beginAgainAt } }: ProblemError): Markup {
  if (beginAgainAt === undefined) return markup`<p>Go back to where you began to sign in, and begin again there.</p>`;
  return markup`<p>If you are signed in at your identity provider as somebody else, sign out there first.</p>
<p><a class="again" href="${beginAgainAt}">Try again</a></p>`;
}
