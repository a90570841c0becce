// What the policy said, and whether it was held to.
import { Badge } from '../ui/badge.tsx';

export interface EffectBadgeProps {
  readonly effect: 'permit' | 'deny';
  /** False in the mode audit: a deny was recorded and let through. */
  readonly enforced: boolean;
}

export function EffectBadge({ effect, enforced }: EffectBadgeProps) {
  if (effect === 'permit') return <Badge tone="good">Allowed</Badge>;
  return enforced ? <Badge tone="danger">Refused</Badge> : <Badge tone="warning">Recorded, let through</Badge>;
}
