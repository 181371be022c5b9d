import type { Result } from './result.ts';

/** Results as a Markdown table. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ name, value, unit, goal, holds, against }) => {
    const promised = goal === null ? '' : `≤ ${goal} ${unit}${holds ? '' : ' **missed**'}`;
    return `| ${name} | ${value} ${unit} | ${promised} | ${against.replaceAll('|', '\\|')} |`;
  });
  return ['| | measured | goal | against |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
