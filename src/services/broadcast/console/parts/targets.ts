import type { Target } from '../../protocol.ts';

/** A name for one target, the same over saves: 'building:…'. */
export function targetKey(target: Target): string {
  switch (target.kind) {
    case 'district':
      return `district:${target.code}`;
    case 'community':
      return 'community';
    case 'group':
      return `group:${target.group}`;
    default:
      return `${target.kind}:${target.id}`;
  }
}

/** The audience with a target added, or taken away when it is there. */
export function toggleTarget(audience: readonly Target[], target: Target): Target[] {
  const key = targetKey(target);
  const without = audience.filter((one) => targetKey(one) !== key);
  return without.length < audience.length ? without : [...without, target];
}
