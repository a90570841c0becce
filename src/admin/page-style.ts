// What every page of the admin listener has in common: its colours and its type, and that nothing but its own style sheet is allowed.
import { createHash } from 'node:crypto';

/** The beginning of a page's one style sheet. */
export const baseStyle = `
:root { color-scheme: light dark; --ink: #1c2128; --soft: #57606a; --paper: #fff; --panel: #f4f6f8; --line: #d8dee4; --accent: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --paper: #0f141a; --panel: #171d25; --line: #2f3843; --accent: #79b8ff; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 1rem/1.55 system-ui, sans-serif; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.25; }
p { margin: .25rem 0 .75rem; max-width: 46rem; }
code { font: .875rem/1.5 ui-monospace, monospace; }
.soft { color: var(--soft); }
`;

/** The Content-Security-Policy of a page with this style sheet: no script, no picture, no font, no frame. */
export function pagePolicyOf(style: string): string {
  return `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
