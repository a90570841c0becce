// Ways to begin with image access, each a whole setting.
import type { Body } from '../../api/operation-types.ts';

type Images = NonNullable<Body<'writeSettings'>['restricted_images']>;
export type PresetId = 'official' | 'publishers' | 'audit';

export interface Preset {
  readonly value: PresetId;
  readonly label: string;
  readonly description: string;
  readonly images: Images;
}

const closed = { enabled: true, mode: 'enforce', allow_official_images: true, allow_verified_publishers: false, allow_sponsored_open_source: false, allow_community_images: false } as const;

/** The allowlist and the help text stay as they are. */
export const presets: readonly Preset[] = [
  { value: 'official', label: 'Docker Official Images only', description: 'Your own images and the official ones are allowed; everything else on Docker Hub is refused, until you put it on the allowlist.', images: closed },
  { value: 'publishers', label: 'Official and Verified Publishers', description: 'The images of publishers that Docker has verified are allowed as well.', images: { ...closed, allow_verified_publishers: true } },
  { value: 'audit', label: 'Only look for now: audit mode', description: 'Nothing is refused. What would be refused with Docker Official Images only is recorded, so that you see whom it would concern.', images: { ...closed, mode: 'audit' } },
];
