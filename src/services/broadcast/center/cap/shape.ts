import type { Report } from './problem.ts';
import type { XmlElement } from './tree.ts';

export const CAP_NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';
const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';

/** An element of the schema: how often it may stand, and what may stand in it (nothing but text when `holds` is absent). */
interface Field {
  name: string;
  required: boolean;
  repeated: boolean;
  holds?: readonly Field[];
}

/** `status` once, `source?` at most once, `category+` once or more, `code*` any number of times. */
function field(mark: string, holds?: readonly Field[]): Field {
  const [, name = '', times] = /^(\w+)([?+*]?)$/.exec(mark) ?? [];
  return { name, required: times === '' || times === '+', repeated: times === '+' || times === '*', holds };
}

const fields = (marks: string) => marks.split(' ').map((mark) => field(mark));
const NAMED = fields('valueName value');
const RESOURCE = fields('resourceDesc mimeType size? uri? derefUri? digest?');
const AREA = [...fields('areaDesc polygon* circle*'), field('geocode*', NAMED), ...fields('altitude? ceiling?')];
const INFO = [
  ...fields('language? category+ event responseType* urgency severity certainty audience?'),
  field('eventCode*', NAMED),
  ...fields('effective? onset? expires? senderName? headline? description? instruction? web? contact?'),
  field('parameter*', NAMED),
  field('resource*', RESOURCE),
  field('area*', AREA),
];
const ALERT = [
  ...fields('identifier sender sent status msgType source? scope restriction? addresses? code* note? references?'),
  ...fields('incidents?'),
  field('info*', INFO),
];

/**
 * Compares an alert with the structure that the schema of CAP 1.2 gives, and reports every element that is unknown,
 * misplaced, repeated or missing. xmllint decides, but it stops at the first fault of each element and names lines
 * instead of paths; a test holds the two to the same verdict.
 */
export function checkShape(alert: XmlElement, report: Report): void {
  const children = alert.children.filter((child) => !isSignature(child));
  checkElement({ ...alert, children }, ALERT, report);
  const signed = alert.children.findIndex(isSignature);
  if (signed >= 0 && alert.children.slice(signed).some((child) => !isSignature(child))) {
    report('misplacedElement', alert.children[signed]?.path ?? '', { element: 'Signature' });
  }
}

export function isSignature({ name, namespace }: XmlElement): boolean {
  return name === 'Signature' && namespace === SIGNATURE_NAMESPACE;
}

function checkElement(element: XmlElement, allowed: readonly Field[], report: Report): void {
  checkAttributes(element, report);
  if (element.text.trim() !== '') report('strayText', element.path, { value: element.text.trim() });
  const seen = new Set<string>();
  let reached = 0;
  for (const child of element.children) {
    const place = allowed.findIndex(({ name }) => name === child.name && child.namespace === CAP_NAMESPACE);
    const known = allowed[place];
    if (!known) {
      report('unknownElement', child.path, { element: child.name });
      continue;
    }
    if (seen.has(child.name) && !known.repeated) report('repeatedElement', child.path, { element: child.name });
    else if (place < reached) report('misplacedElement', child.path, { element: child.name });
    seen.add(child.name);
    reached = Math.max(reached, place);
    if (known.holds) checkElement(child, known.holds, report);
    else checkText(child, report);
  }
  for (const { name, required } of allowed) {
    if (required && !seen.has(name)) report('missingElement', element.path, { element: name });
  }
}

function checkText(element: XmlElement, report: Report): void {
  checkAttributes(element, report);
  for (const child of element.children) report('unknownElement', child.path, { element: child.name });
}

function checkAttributes({ attributes, path }: XmlElement, report: Report): void {
  for (const attribute of Object.keys(attributes)) report('attribute', path, { attribute });
}
