import { XMLParser } from 'fast-xml-parser';
import type { CapAlert, CapArea, CapInfo, CapNamedValue, CapResource } from './model.ts';
import { child, children, circleOf, type Node, pointsOf, referencesOf, text, texts } from './node.ts';
import type { CapNote, CapProblem } from './problem.ts';
import { check } from './rules.ts';
import { scan } from './scan.ts';
import { checkSchema } from './schema-check.ts';

export type CapReading =
  | { readonly ok: true; readonly alert: CapAlert; readonly notes: readonly CapNote[] }
  | { readonly ok: false; readonly problems: readonly CapProblem[] };

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: true,
});

/**
 * Reads a CAP 1.2 message: bytes, text, schema, and the rules that a good receiver holds beyond it (WARNING.md). Gives
 * all that is wrong, in the first layer that finds something. A missing expiry or language is only noted. An XML
 * signature is let through unchecked: a source is known by its token. Never throws.
 */
export async function readCap(bytes: Uint8Array): Promise<CapReading> {
  const scanned = scan(bytes);
  if ('problems' in scanned) return { ok: false, problems: scanned.problems };
  const problems = await checkSchema(scanned.text);
  if (problems.length > 0) return { ok: false, problems };
  const root = child(parser.parse(scanned.text) as Node, 'alert');
  const found = check(root);
  if (found.length > 0) return { ok: false, problems: found };
  const alert = alertOf(root);
  const notes: CapNote[] = [];
  if (alert.infos.some(({ expires }) => !expires)) notes.push({ note: 'no-expires' });
  if (alert.infos.some(({ language }) => !language)) notes.push({ note: 'no-language' });
  if (child(root, 'Signature') !== undefined) notes.push({ note: 'signature-unchecked' });
  return { ok: true, alert, notes };
}

function named(node: Node, name: string): CapNamedValue[] {
  return children(node, name).map((one) => ({
    valueName: text(one, 'valueName') ?? '',
    value: text(one, 'value') ?? '',
  }));
}

function number(node: Node, name: string): number | undefined {
  const found = text(node, name);
  return found === undefined || found === '' ? undefined : Number(found);
}

function alertOf(node: Node | undefined): CapAlert {
  return {
    identifier: text(node, 'identifier') ?? '',
    sender: text(node, 'sender') ?? '',
    sent: text(node, 'sent') ?? '',
    // The schema has held these three to their lists.
    status: text(node, 'status') as CapAlert['status'],
    msgType: text(node, 'msgType') as CapAlert['msgType'],
    scope: text(node, 'scope') as CapAlert['scope'],
    source: text(node, 'source'),
    restriction: text(node, 'restriction'),
    addresses: text(node, 'addresses'),
    codes: texts(node, 'code'),
    note: text(node, 'note'),
    references: referencesOf(node),
    incidents: text(node, 'incidents'),
    infos: children(node, 'info').map(infoOf),
  };
}

function infoOf(node: Node): CapInfo {
  return {
    language: text(node, 'language'),
    categories: texts(node, 'category'),
    event: text(node, 'event') ?? '',
    responseTypes: texts(node, 'responseType'),
    urgency: text(node, 'urgency') ?? '',
    severity: text(node, 'severity') ?? '',
    certainty: text(node, 'certainty') ?? '',
    audience: text(node, 'audience'),
    eventCodes: named(node, 'eventCode'),
    effective: text(node, 'effective'),
    onset: text(node, 'onset'),
    expires: text(node, 'expires'),
    senderName: text(node, 'senderName'),
    headline: text(node, 'headline'),
    description: text(node, 'description'),
    instruction: text(node, 'instruction'),
    web: text(node, 'web'),
    contact: text(node, 'contact'),
    parameters: named(node, 'parameter'),
    resources: children(node, 'resource').map(resourceOf),
    areas: children(node, 'area').map(areaOf),
  };
}

function resourceOf(node: Node): CapResource {
  return {
    resourceDesc: text(node, 'resourceDesc') ?? '',
    mimeType: text(node, 'mimeType'),
    size: number(node, 'size'),
    uri: text(node, 'uri'),
    derefUri: text(node, 'derefUri'),
    digest: text(node, 'digest'),
  };
}

function areaOf(node: Node): CapArea {
  return {
    areaDesc: text(node, 'areaDesc') ?? '',
    polygons: texts(node, 'polygon').map((one) => pointsOf(one) ?? []),
    circles: texts(node, 'circle').flatMap((one) => circleOf(one) ?? []),
    geocodes: named(node, 'geocode'),
    altitude: number(node, 'altitude'),
    ceiling: number(node, 'ceiling'),
  };
}
