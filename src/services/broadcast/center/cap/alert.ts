import { type Fields, fieldsOf } from './fields.ts';
import {
  CATEGORIES,
  type CapAlert,
  type CapArea,
  type CapInfo,
  type CapNamed,
  type CapResource,
  CERTAINTIES,
  MESSAGE_TYPES,
  RESPONSE_TYPES,
  SCOPES,
  SEVERITIES,
  STATUSES,
  URGENCIES,
} from './model.ts';
import type { Report } from './problem.ts';
import type { XmlElement } from './tree.ts';
import { base64, bytes, circle, decimal, instant, language, mimeType, polygon, references, words } from './values.ts';

/** What the schema of CAP 1.2 makes of a message that names no language. */
export const DEFAULT_LANGUAGE = 'en-US';

/** Reads the values of an alert and reports those that are wrong by themselves; rules.ts compares them with each other. */
export function toAlert(element: XmlElement, report: Report): CapAlert {
  const f = fieldsOf(element, report);
  const msgType = f.choice('msgType', MESSAGE_TYPES);
  if (msgType !== 'Alert' && !f.text('references')) report('referencesMissing', element.path, { msgType });
  return {
    identifier: name(f, 'identifier', element, report),
    sender: name(f, 'sender', element, report),
    sent: f.parsed('sent', instant) ?? '',
    status: f.choice('status', STATUSES),
    msgType,
    source: f.text('source'),
    scope: f.choice('scope', SCOPES),
    restriction: f.text('restriction'),
    addresses: f.parsedText('addresses', words) ?? [],
    codes: f.texts('code'),
    note: f.text('note'),
    references: f.parsedText('references', references) ?? [],
    incidents: f.parsedText('incidents', words) ?? [],
    infos: f.all('info', (info) => toInfo(info, report)),
  };
}

/** References are made of the two with commas and spaces between. */
function name(f: Fields, field: 'identifier' | 'sender', { path }: XmlElement, report: Report): string {
  const value = f.required(field);
  if (/[\s,<&]/.test(value)) report('forbiddenCharacter', `${path}/${field}`, { value });
  return value;
}

function toInfo(element: XmlElement, report: Report): CapInfo {
  const f = fieldsOf(element, report);
  return {
    language: f.parsedText('language', language) ?? DEFAULT_LANGUAGE,
    categories: f.choices('category', CATEGORIES),
    event: f.required('event'),
    responseTypes: f.choices('responseType', RESPONSE_TYPES),
    urgency: f.choice('urgency', URGENCIES),
    severity: f.choice('severity', SEVERITIES),
    certainty: f.choice('certainty', CERTAINTIES),
    audience: f.text('audience'),
    eventCodes: f.all('eventCode', (code) => toNamed(code, report)),
    effective: f.parsed('effective', instant),
    onset: f.parsed('onset', instant),
    expires: f.parsed('expires', instant),
    senderName: f.text('senderName'),
    headline: f.parsed('headline', headline),
    description: f.text('description'),
    instruction: f.text('instruction'),
    web: f.text('web'),
    contact: f.text('contact'),
    parameters: f.all('parameter', (parameter) => toNamed(parameter, report)),
    resources: f.all('resource', (resource) => toResource(resource, report)),
    areas: f.all('area', (area) => toArea(area, report)),
  };
}

/** CAP speaks of 140 characters as what displays can show; counted as people count them. */
const MOST_HEADLINE = 140;

function headline(text: string, at: string, report: Report): string | undefined {
  const { length } = [...text];
  if (length === 0) return report('headlineEmpty', at);
  return length < MOST_HEADLINE ? text : report('headlineTooLong', at, { length, most: MOST_HEADLINE });
}

function toNamed(element: XmlElement, report: Report): CapNamed {
  const f = fieldsOf(element, report);
  return { valueName: f.required('valueName'), value: f.text('value') ?? '' };
}

function toResource(element: XmlElement, report: Report): CapResource {
  const f = fieldsOf(element, report);
  return {
    resourceDesc: f.required('resourceDesc'),
    mimeType: f.required('mimeType') && (f.parsedText('mimeType', mimeType) ?? ''),
    size: f.parsed('size', bytes),
    uri: f.text('uri'),
    derefUri: f.parsedText('derefUri', base64),
    digest: f.text('digest'),
  };
}

function toArea(element: XmlElement, report: Report): CapArea {
  const f = fieldsOf(element, report);
  const has = (name: string) => element.children.some((child) => child.name === name);
  if (has('ceiling') && !has('altitude')) report('ceilingAlone', element.path);
  return {
    areaDesc: f.required('areaDesc'),
    polygons: f.parsedAll('polygon', polygon),
    circles: f.parsedAll('circle', circle),
    geocodes: f.all('geocode', (geocode) => toNamed(geocode, report)),
    altitude: f.parsed('altitude', decimal),
    ceiling: f.parsed('ceiling', decimal),
  };
}
