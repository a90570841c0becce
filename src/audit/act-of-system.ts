// Acts that nobody asked for: the first start, and what is made on its first use.
import type { Act, Actor } from './activity.port.ts';

const system: Actor = { kind: 'system', id: null, name: 'pullgate', credential: { kind: 'none', id: null }, clientAddress: '', userAgent: '', requestId: '' };

/** The installation's own unless an organization is given. `name`: what it was done to. */
export function actOfSystem(done: Pick<Act, 'action' | 'name' | 'atMs' | 'after'> & { readonly organization?: string }): Act {
  return { organization: null, ...done, actor: system, before: null };
}
