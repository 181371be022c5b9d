import { kinks } from '@turf/kinks';
import type { CapPoint } from './model.ts';
import { children, circleOf, type Node, pointsOf, referencesOf, text, texts } from './node.ts';
import { type CapProblem, problem } from './problem.ts';

/** A resource inside the message may be no longer than this, in characters of base64. */
const MOST_DEREF = 128 * 1024;
/** Of polygons with more points it is not looked whether they cross themselves: that takes the square of them. */
const MOST_LOOKED_AT = 2_000;
const NEED_REFERENCES = new Set(['Update', 'Cancel', 'Ack', 'Error']);
const NEED_INFO = new Set(['Alert', 'Update']);

/** Rules beyond the schema, all at once. The message has the schema's form already. */
export function check(alert: Node | undefined): CapProblem[] {
  return [...identity(alert), ...references(alert), ...address(alert), ...infos(alert)];
}

function* identity(alert: Node | undefined): Generator<CapProblem> {
  for (const element of ['identifier', 'sender']) {
    const value = text(alert, element) ?? '';
    if (value === '') yield problem('blank', `alert/${element}`, { element });
    else if (/[\s,<&]/.test(value)) yield problem('characters', `alert/${element}`, { element });
  }
}

function* references(alert: Node | undefined): Generator<CapProblem> {
  const at = 'alert/references';
  const written = (text(alert, 'references') ?? '').split(/\s+/).filter(Boolean);
  const msgType = text(alert, 'msgType') ?? '';
  if (written.length === 0) {
    if (NEED_REFERENCES.has(msgType)) yield problem('references-missing', at, { msgType });
    return;
  }
  const triple = /^[^\s,<&]+,[^\s,<&]+,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/;
  for (const reference of written) {
    if (!triple.test(reference)) yield problem('references-form', at, { reference: reference.slice(0, 120) });
  }
  const sent = Date.parse(text(alert, 'sent') ?? '');
  for (const named of referencesOf(alert)) {
    const self = named.identifier === text(alert, 'identifier') && named.sender === text(alert, 'sender');
    if (self) yield problem('references-self', at);
    else if (Date.parse(named.sent) > sent) yield problem('references-later', at);
  }
}

function* address(alert: Node | undefined): Generator<CapProblem> {
  const scope = text(alert, 'scope');
  if (scope === 'Private' && !text(alert, 'addresses')) yield problem('addresses-missing', 'alert/addresses');
  if (scope === 'Restricted' && !text(alert, 'restriction')) yield problem('restriction-missing', 'alert/restriction');
}

function* infos(alert: Node | undefined): Generator<CapProblem> {
  const all = children(alert, 'info');
  if (all.length === 0 && NEED_INFO.has(text(alert, 'msgType') ?? '')) yield problem('info-missing');
  for (const [index, info] of all.entries()) yield* infoRules(info, `alert/info[${index + 1}]`, text(alert, 'sent'));
}

function* infoRules(info: Node, at: string, sent: string | undefined): Generator<CapProblem> {
  if (!text(info, 'event')) yield problem('blank', `${at}/event`, { element: 'event' });
  const headline = text(info, 'headline');
  if (headline !== undefined && [...headline].length >= 140) {
    yield problem('headline-length', `${at}/headline`, { length: [...headline].length });
  }
  yield* times(info, at, sent);
  for (const [index, resource] of children(info, 'resource').entries()) {
    if ((text(resource, 'derefUri') ?? '').length > MOST_DEREF) {
      yield problem('resource-large', `${at}/resource[${index + 1}]`, { most: MOST_DEREF });
    }
  }
  const areas = children(info, 'area');
  if (areas.length === 0) yield problem('area-missing', at);
  for (const [index, area] of areas.entries()) yield* areaRules(area, `${at}/area[${index + 1}]`);
}

function* times(info: Node, at: string, sent: string | undefined): Generator<CapProblem> {
  const of = (name: string) => Date.parse(text(info, name) ?? '');
  const [effective, onset, expires] = [of('effective'), of('onset'), of('expires')];
  // A time that is not there is NaN, and comes neither before nor after anything.
  if (expires <= Date.parse(sent ?? '')) yield problem('expires-before-sent', `${at}/expires`);
  if (expires <= effective) yield problem('expires-before-effective', `${at}/expires`);
  if (onset >= expires) yield problem('onset-after-expires', `${at}/onset`);
}

function* areaRules(area: Node, at: string): Generator<CapProblem> {
  if (!text(area, 'areaDesc')) yield problem('blank', `${at}/areaDesc`, { element: 'areaDesc' });
  for (const [index, written] of texts(area, 'polygon').entries()) {
    yield* polygonRules(written, `${at}/polygon[${index + 1}]`);
  }
  for (const [index, written] of texts(area, 'circle').entries()) {
    const circle = circleOf(written);
    const where = `${at}/circle[${index + 1}]`;
    if (!circle) yield problem('circle-form', where, { text: written.slice(0, 80) });
    else if (!onEarth(circle.center)) yield problem('coordinates', where, { text: written.slice(0, 80) });
  }
  for (const [index, geocode] of children(area, 'geocode').entries()) {
    for (const element of ['valueName', 'value']) {
      if (!text(geocode, element)) yield problem('blank', `${at}/geocode[${index + 1}]/${element}`, { element });
    }
  }
}

function* polygonRules(written: string, at: string): Generator<CapProblem> {
  const points = written === '' ? undefined : pointsOf(written);
  if (!points) {
    yield problem('polygon-form', at, { text: written.slice(0, 80) });
    return;
  }
  const wrong = points.find((point) => !onEarth(point));
  if (wrong) yield problem('coordinates', at, { text: wrong.join() });
  if (points.length < 4) {
    yield problem('polygon-short', at, { points: points.length });
    return;
  }
  const [first, last] = [points[0], points.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) yield problem('polygon-open', at);
  else if (!wrong && points.length <= MOST_LOOKED_AT && crosses(points)) yield problem('polygon-crossing', at);
}

const onEarth = ([lat, lon]: CapPoint) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/** Whether a closed ring crosses or touches itself. GeoJSON has longitude first. */
function crosses(points: readonly CapPoint[]): boolean {
  const ring = points.map(([lat, lon]) => [lon, lat]);
  return kinks({ type: 'Polygon', coordinates: [ring] }).features.length > 0;
}
