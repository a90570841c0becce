// How a refresh of the catalog ended, in words.
import type { BadgeTone } from '../../ui/badge.tsx';

export const refreshOutcomes = {
  done: { name: 'Done', tone: 'good' },
  held: { name: 'Held', tone: 'warning' },
  limited: { name: 'In part: Docker Hub’s limit was reached', tone: 'warning' },
  failed: { name: 'Failed', tone: 'danger' },
  stopped: { name: 'Stopped', tone: 'neutral' },
} as const satisfies Record<string, { readonly name: string; readonly tone: BadgeTone }>;
