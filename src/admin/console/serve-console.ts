// The web console's files on the admin listener: built once, the same for everybody, and with no data in them. Whatever they show is asked of the admin API.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { prefersHtml } from '../prefers-html.ts';
import { unbuiltPage, unbuiltPagePolicy } from './unbuilt-page.ts';

/** Nothing from any other host, no script but the files', no style but theirs. */
export const consolePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const headers = {
  'Content-Security-Policy': consolePolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** The API's own: an unknown address below them is the API's to answer, whoever asks. */
const apiPaths = /^\/(?:v2|docs|openapi\.json|healthz)(?:\/|$)/;
const daySeconds = 86_400;
const foreverSeconds = 365 * daySeconds;

export interface ConsoleOptions {
  /** Where `npm run build:console` puts the files: index.html and assets/. */
  readonly folder: string;
}

/** Answers a request for the console with one of its files or its one page; undefined: the request is the API's. */
export type ServeConsole = (request: Request) => Response | Promise<Response> | undefined;

/** Files below assets/ have a name that changes with their content, and are kept for good; the page is asked for each time. */
export function createServeConsole({ folder }: ConsoleOptions): ServeConsole {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  });
  app.use('/assets/*', keptFor(foreverSeconds, 'immutable'), serveStatic({ root: folder, precompressed: true }));
  app.get('/assets/*', (context) => context.text('not found: load the page again', 404));
  app.get('/favicon.svg', keptFor(daySeconds), serveStatic({ root: folder }));
  app.get('*', async (context) => {
    context.header('Cache-Control', 'no-cache');
    const page = join(folder, 'index.html');
    if (!existsSync(page)) return context.html(unbuiltPage, 503, { 'Content-Security-Policy': unbuiltPagePolicy });
    return context.html(await readFile(page, 'utf8'));
  });
  return (request) => (isForConsole(request) ? app.fetch(request) : undefined);
}

/** What is there is kept by the browser; what is not is asked for again. */
function keptFor(seconds: number, ...more: readonly string[]): MiddlewareHandler {
  const kept = ['public', `max-age=${seconds}`, ...more].join(', ');
  return async (context, next) => {
    await next();
    context.res.headers.set('Cache-Control', context.res.ok ? kept : 'no-store');
  };
}

function isForConsole(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (!URL.canParse(request.url)) return false;
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/assets/') || pathname === '/favicon.svg') return true;
  return !apiPaths.test(pathname) && prefersHtml(request.headers.get('accept') ?? undefined);
}
