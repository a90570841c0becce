// How clients are sent through Pullgate, on the wire: the list of clients, and for each its files, commands and the way back.
import { z } from 'zod';

const choice = z.string().min(1).max(40);

/** GET /v2/client-setup/{client}: what is left out is as for most. */
export const clientSetupQuery = z.object({ os: choice.optional(), variant: choice.optional() });

/** `part`: the file may be there and hold more; the content is to be added to it. `path` is relative where the file may stand anywhere. */
export const clientSetupFile = z.object({ path: z.string(), mode: z.enum(['0644', '0755']), content: z.string(), purpose: z.string(), part: z.boolean() });
export type ClientSetupFile = z.infer<typeof clientSetupFile>;

/** A line for a shell. */
export const clientSetupCommand = z.object({ line: z.string(), purpose: z.string() });
export type ClientSetupCommand = z.infer<typeof clientSetupCommand>;

export const clientSetup = z.object({
  client: z.string(),
  os: z.string(),
  variant: z.string(),
  files: z.array(clientSetupFile),
  commands: z.array(clientSetupCommand),
  undo: z.array(clientSetupCommand),
  notes: z.array(z.string()),
});
export type ClientSetup = z.infer<typeof clientSetup>;

/** The first system, and the first variant for it, are those of who names none. `problem`: what the server must be given first, null when nothing. */
export const clientSetupEntry = z.object({
  client: z.string(),
  summary: z.string(),
  systems: z.array(z.string()),
  variants: z.array(z.object({ name: z.string(), summary: z.string(), systems: z.array(z.string()) })),
  problem: z.string().nullable(),
});
export type ClientSetupEntry = z.infer<typeof clientSetupEntry>;

/**
 * `gateway_host`: what stands before an image's name and after `docker login`, without a scheme: `gate.example.com`. `proxied_registries`: those that
 * clients of the proxy sign in at under their own names; none while the proxy is off.
 */
export const clientSetupList = z.object({ count: z.number().int(), gateway_host: z.string(), proxied_registries: z.array(z.string()), results: z.array(clientSetupEntry) });
export type ClientSetupList = z.infer<typeof clientSetupList>;
