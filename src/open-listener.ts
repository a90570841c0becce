// Opens a listener that lives as long as the process.
import { createListener } from './http/listener.ts';
import type { ListenerAddress, ListenerOptions } from './http/listener.ts';
import { graceMs } from './parts.ts';
import type { Parts } from './parts.ts';

/** The address that people use for it is the public one, where one is configured. */
export async function openListener(options: Omit<ListenerOptions, 'log'> & { readonly publicUrl?: string }, { log, closers }: Parts): Promise<ListenerAddress> {
  const listener = createListener({ ...options, log });
  const address = await listener.listen();
  closers.defer(() => listener.close(graceMs));
  return { ...address, url: options.publicUrl ?? address.url };
}
