import type { CapPoint, CapReference } from './model.ts';
import { unescapeXml } from './scan.ts';

/** An element as the parser gives it: a text, or children by name. */
export type Node = string | { readonly [name: string]: Node | readonly Node[] | undefined };

/** The children of this name. */
export function children(node: Node | undefined, name: string): Node[] {
  if (node === undefined || typeof node === 'string') return [];
  const found = node[name];
  if (found === undefined) return [];
  return Array.isArray(found) ? [...found] : [found as Node];
}

/** The first child of this name. */
export function child(node: Node | undefined, name: string): Node | undefined {
  return children(node, name)[0];
}

/** The texts of the children of this name. */
export function texts(node: Node | undefined, name: string): string[] {
  return children(node, name).map((one) => (typeof one === 'string' ? unescapeXml(one).trim() : ''));
}

/** The text of a child; undefined where there is none. */
export function text(node: Node | undefined, name: string): string | undefined {
  return texts(node, name)[0];
}

/** `sender,identifier,sent` triples; what has another form is left out. */
export function referencesOf(alert: Node | undefined): CapReference[] {
  return (text(alert, 'references') ?? '')
    .split(/\s+/)
    .map((part) => part.split(','))
    .filter((part) => part.length === 3)
    .map(([sender = '', identifier = '', sent = '']) => ({ sender, identifier, sent }));
}

/** `lat,lon lat,lon …` as points; undefined for another form. */
export function pointsOf(written: string): CapPoint[] | undefined {
  const points = written.split(/\s+/).map(pointOf);
  return points.every((point) => point !== undefined) ? points : undefined;
}

function pointOf(written: string): CapPoint | undefined {
  const [, lat, lon] = /^([-+]?\d{1,3}(?:\.\d+)?),([-+]?\d{1,3}(?:\.\d+)?)$/.exec(written) ?? [];
  return lat !== undefined && lon !== undefined ? [Number(lat), Number(lon)] : undefined;
}

/** `lat,lon radius`; undefined for another form. */
export function circleOf(written: string): { center: CapPoint; radiusKm: number } | undefined {
  const [where = '', radius = '', ...more] = written.split(/\s+/);
  const center = pointOf(where);
  const fits = center && more.length === 0 && /^\d+(\.\d+)?$/.test(radius);
  return fits ? { center, radiusKm: Number(radius) } : undefined;
}
