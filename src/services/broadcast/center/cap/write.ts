import { shanghai } from '../../../../protocol/time.ts';
import type { CapAlert, CapArea, CapInfo, CapNamedValue, CapPoint, CapResource } from './model.ts';
import { CAP_12, escapeXml } from './scan.ts';

/** A time for CAP: '2026-11-24T09:00:00+08:00', whole seconds. Takes ISO time or ms. */
export function capTime(at: string | number): string {
  return shanghai(at).format('YYYY-MM-DDTHH:mm:ssZ');
}

/** Writes a CAP 1.2 message, in the schema's order of elements. */
export function writeCap(alert: CapAlert): string {
  const references = alert.references
    .map(({ sender, identifier, sent }) => `${sender},${identifier},${sent}`)
    .join(' ');
  const children = [
    one('identifier', alert.identifier),
    one('sender', alert.sender),
    one('sent', alert.sent),
    one('status', alert.status),
    one('msgType', alert.msgType),
    one('source', alert.source),
    one('scope', alert.scope),
    one('restriction', alert.restriction),
    one('addresses', alert.addresses),
    ...alert.codes.map((code) => one('code', code)),
    one('note', alert.note),
    one('references', references || undefined),
    one('incidents', alert.incidents),
    ...alert.infos.map(info),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="${CAP_12}">${children.join('')}</alert>\n`;
}

function info(from: CapInfo): string {
  return element('info', [
    one('language', from.language),
    ...from.categories.map((category) => one('category', category)),
    one('event', from.event),
    ...from.responseTypes.map((type) => one('responseType', type)),
    one('urgency', from.urgency),
    one('severity', from.severity),
    one('certainty', from.certainty),
    one('audience', from.audience),
    ...from.eventCodes.map((code) => named('eventCode', code)),
    one('effective', from.effective),
    one('onset', from.onset),
    one('expires', from.expires),
    one('senderName', from.senderName),
    one('headline', from.headline),
    one('description', from.description),
    one('instruction', from.instruction),
    one('web', from.web),
    one('contact', from.contact),
    ...from.parameters.map((parameter) => named('parameter', parameter)),
    ...from.resources.map(resource),
    ...from.areas.map(area),
  ]);
}

function resource(from: CapResource): string {
  return element('resource', [
    one('resourceDesc', from.resourceDesc),
    one('mimeType', from.mimeType),
    one('size', from.size),
    one('uri', from.uri),
    one('derefUri', from.derefUri),
    one('digest', from.digest),
  ]);
}

const point = ([lat, lon]: CapPoint) => `${lat},${lon}`;

function area(from: CapArea): string {
  return element('area', [
    one('areaDesc', from.areaDesc),
    ...from.polygons.map((points) => one('polygon', points.map(point).join(' '))),
    ...from.circles.map(({ center, radiusKm }) => one('circle', `${point(center)} ${radiusKm}`)),
    ...from.geocodes.map((code) => named('geocode', code)),
    one('altitude', from.altitude),
    one('ceiling', from.ceiling),
  ]);
}

function named(name: string, { valueName, value }: CapNamedValue): string {
  return element(name, [one('valueName', valueName), one('value', value)]);
}

function one(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : element(name, [escapeXml(String(value))]);
}

function element(name: string, children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`;
}
