// The ways that are tried with a client, in the order of the table.
import type { TryWay } from '../scene.ts';
import { tryAllowedImage } from './allowed-image.ts';
import { tryAnotherRegistry } from './another-registry.ts';
import { tryByDigest } from './by-digest.ts';
import { tryMirrorFallback } from './mirror-fallback.ts';
import { tryProxyExceptions } from './proxy-exceptions.ts';
import { tryRefusedImage } from './refused-image.ts';
import { trySignedOut } from './signed-out.ts';
import { tryWithoutProxy } from './without-proxy.ts';

export const clientWays: readonly TryWay[] = [
  tryAllowedImage,
  tryRefusedImage,
  tryByDigest,
  trySignedOut,
  tryAnotherRegistry,
  tryMirrorFallback,
  tryProxyExceptions,
  tryWithoutProxy,
];
