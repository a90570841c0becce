// How the readable page of the admin API looks: its one style sheet.
import { baseStyle, pagePolicyOf } from '../page-style.ts';

export const style = `${baseStyle}
:root { --get: #0b5cad; --post: #1a6b33; --put: #8a4b00; --patch: #6b3fa0; --delete: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --get: #79b8ff; --post: #6fd08c; --put: #f0b35c; --patch: #c6a3ff; --delete: #ff8f87; } }
html { scroll-padding-top: 1rem; }
summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper); z-index: 1; }
header, main, nav { padding: 1rem; }
header { border-bottom: 1px solid var(--line); }
h2 { margin: 2.5rem 0 .25rem; padding-top: .5rem; border-top: 2px solid var(--line); font-size: 1.35rem; }
h3 { margin: 0 0 .5rem; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
h4 { margin: 1rem 0 .25rem; font-size: .9rem; }
pre { font: .875rem/1.5 ui-monospace, monospace; }
pre { margin: .5rem 0; padding: .75rem; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; }
nav ul { margin: 0; padding: 0; list-style: none; columns: 2 9rem; }
nav li { padding: .15rem 0; break-inside: avoid; }
article { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; }
.method { display: inline-block; min-width: 4.5rem; font: 700 .8rem/1.5 ui-monospace, monospace; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); } .patch { color: var(--patch); } .delete { color: var(--delete); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
td:first-child { white-space: nowrap; }
td:last-child { overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .25rem 0; font-size: .9rem; font-weight: 600; }
@media (min-width: 64rem) {
  .page { display: grid; grid-template-columns: 16rem minmax(0, 1fr); max-width: 90rem; margin: 0 auto; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding-top: 2rem; }
  nav ul { columns: 1; }
  main { padding: 0 2rem 4rem; }
}
@media (min-width: 80rem) {
  article { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 2rem; }
  article > h3, article > .said { grid-column: 1 / -1; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;

export const pagePolicy = pagePolicyOf(style);
