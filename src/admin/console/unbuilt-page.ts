// What a browser is shown where the console's files are missing: a checkout that was never built.
import { baseStyle, pagePolicyOf } from '../page-style.ts';

const style = `${baseStyle}main { max-width: 46rem; margin: 4rem auto; padding: 0 1.25rem; }`;

export const unbuiltPagePolicy = pagePolicyOf(style);

export const unbuiltPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Pullgate</title><style>${style}</style></head>
<body><main><h1>The console is not built</h1>
<p>Run <code>npm run build:console</code> in Pullgate's folder and load this page again. <code>npm start</code> does it by itself.</p>
<p>The gateway and the admin API work without it: see <a href="/docs">the API's documentation</a>.</p></main></body>
</html>
`;
