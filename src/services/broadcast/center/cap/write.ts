import { shanghai } from '../../../../protocol/time.ts';
import type { CapAlert, CapArea, CapInfo, CapNamed, CapPoint, CapResource } from './model.ts';
import { CAP_NAMESPACE } from './shape.ts';
import { element, escapeXml, leaves, XML_DECLARATION } from './xml.ts';

/**
 * Writes an alert as CAP 1.2, with every language named and all times as the community's clocks show them (+08:00).
 * An alert that keeps the rules, such as one of `readCap`, becomes a message that keeps them: `readCap` gives it back
 * as it was. What the alert says wrong is written as it is; characters that XML cannot carry are left out.
 */
export function writeCap(alert: CapAlert): string {
  const head = leaves([
    ['identifier', alert.identifier],
    ['sender', alert.sender],
    ['sent', time(alert.sent)],
    ['status', alert.status],
    ['msgType', alert.msgType],
    ['source', alert.source],
    ['scope', alert.scope],
    ['restriction', alert.restriction],
    ['addresses', list(alert.addresses)],
    ...alert.codes.map((code) => ['code', code] as const),
    ['note', alert.note],
    [
      'references',
      list(alert.references.map(({ sender, identifier, sent }) => [sender, identifier, time(sent)].join(','))),
    ],
    ['incidents', list(alert.incidents)],
  ]);
  const content = head + alert.infos.map((info) => element('info', writeInfo(info))).join('\n');
  return `${XML_DECLARATION}${element('alert', `\n${content}\n`, { xmlns: CAP_NAMESPACE })}\n`;
}

function writeInfo(info: CapInfo): string {
  return [
    '\n',
    leaves([
      ['language', info.language],
      ...info.categories.map((category) => ['category', category] as const),
      ['event', info.event],
      ...info.responseTypes.map((type) => ['responseType', type] as const),
      ['urgency', info.urgency],
      ['severity', info.severity],
      ['certainty', info.certainty],
      ['audience', info.audience],
    ]),
    ...info.eventCodes.map((code) => writeNamed('eventCode', code)),
    leaves([
      ['effective', time(info.effective)],
      ['onset', time(info.onset)],
      ['expires', time(info.expires)],
      ['senderName', info.senderName],
      ['headline', info.headline],
      ['description', info.description],
      ['instruction', info.instruction],
      ['web', info.web],
      ['contact', info.contact],
    ]),
    ...info.parameters.map((parameter) => writeNamed('parameter', parameter)),
    ...info.resources.map(writeResource),
    ...info.areas.map(writeArea),
  ].join('');
}

function writeNamed(name: string, { valueName, value }: CapNamed): string {
  return `${element(name, element('valueName', escapeXml(valueName)) + element('value', escapeXml(value)))}\n`;
}

function writeResource(resource: CapResource): string {
  const content = leaves([
    ['resourceDesc', resource.resourceDesc],
    ['mimeType', resource.mimeType],
    ['size', resource.size],
    ['uri', resource.uri],
    ['derefUri', resource.derefUri],
    ['digest', resource.digest],
  ]);
  return `${element('resource', `\n${content}`)}\n`;
}

function writeArea(area: CapArea): string {
  const shapes = leaves([
    ['areaDesc', area.areaDesc],
    ...area.polygons.map((ring) => ['polygon', ring.map(pair).join(' ')] as const),
    ...area.circles.map(({ center, radiusKm }) => ['circle', `${pair(center)} ${decimal(radiusKm)}`] as const),
  ]);
  const heights = leaves([
    ['altitude', area.altitude === undefined ? undefined : decimal(area.altitude)],
    ['ceiling', area.ceiling === undefined ? undefined : decimal(area.ceiling)],
  ]);
  const codes = area.geocodes.map((code) => writeNamed('geocode', code)).join('');
  return `${element('area', `\n${shapes}${codes}${heights}`)}\n`;
}

function time(instant: string): string;
function time(instant: string | undefined): string | undefined;
function time(instant: string | undefined): string | undefined {
  return instant && shanghai(instant).format('YYYY-MM-DDTHH:mm:ssZ');
}

function pair({ lat, lon }: CapPoint): string {
  return `${decimal(lat)},${decimal(lon)}`;
}

/** Without an exponent, which CAP's numbers do not have. */
function decimal(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

/** Names with spaces in quotes, as CAP has it; nothing for an empty list. */
function list(words: readonly string[]): string | undefined {
  return words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ') || undefined;
}
