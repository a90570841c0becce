// GET /v2/single-sign-on/code: for a command line tool that cannot be reached from the browser.
import type { Operation } from '../operation.ts';

export function createShowCode(): Operation<'showSingleSignOnCode'> {
  return ({ query: { code } }) => ({
    body: `You are signed in. Paste this code into the terminal in which you yourself have run pullgate login:\n\n${code}\n\nIt is good once, for 5 minutes. Give it to nobody: it signs in as you.\n`,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
