/** The words that CAP 1.2 allows, as its schema lists them. */
export const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export const SCOPES = ['Public', 'Restricted', 'Private'] as const;
export const CATEGORIES = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const;
export const RESPONSE_TYPES = [
  'Shelter',
  'Evacuate',
  'Prepare',
  'Execute',
  'Avoid',
  'Monitor',
  'Assess',
  'AllClear',
  'None',
] as const;
export const URGENCIES = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
export const SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
export const CERTAINTIES = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;

/**
 * A CAP 1.2 message. Texts are trimmed and never empty, what is absent is undefined; instants are ISO 8601 in UTC,
 * whatever offset they were sent with.
 */
export interface CapAlert {
  identifier: string;
  sender: string;
  sent: string;
  status: (typeof STATUSES)[number];
  msgType: (typeof MESSAGE_TYPES)[number];
  source?: string;
  scope: (typeof SCOPES)[number];
  restriction?: string;
  addresses: string[];
  codes: string[];
  note?: string;
  references: CapReference[];
  incidents: string[];
  infos: CapInfo[];
}

/** An earlier message; by all three together. */
export interface CapReference {
  sender: string;
  identifier: string;
  sent: string;
}

export interface CapInfo {
  /** RFC 3066; 'en-US' where the message names none, as the schema has it. */
  language: string;
  categories: (typeof CATEGORIES)[number][];
  event: string;
  responseTypes: (typeof RESPONSE_TYPES)[number][];
  urgency: (typeof URGENCIES)[number];
  severity: (typeof SEVERITIES)[number];
  certainty: (typeof CERTAINTIES)[number];
  audience?: string;
  eventCodes: CapNamed[];
  effective?: string;
  onset?: string;
  expires?: string;
  senderName?: string;
  headline?: string;
  description?: string;
  instruction?: string;
  web?: string;
  contact?: string;
  parameters: CapNamed[];
  resources: CapResource[];
  areas: CapArea[];
}

/** A value under a name that the sender's system defines. The value may be empty. */
export interface CapNamed {
  valueName: string;
  value: string;
}

export interface CapResource {
  resourceDesc: string;
  mimeType: string;
  /** Bytes, as the sender says. */
  size?: number;
  uri?: string;
  /** The content itself in Base64. */
  derefUri?: string;
  /** SHA-1 as the sender says; not verified. */
  digest?: string;
}

/** A place: all of what its polygons, circles and geocodes name, together. Coordinates are WGS-84. */
export interface CapArea {
  areaDesc: string;
  /** Closed rings: the last point is the first. */
  polygons: CapPoint[][];
  circles: CapCircle[];
  geocodes: CapNamed[];
  /** Feet above mean sea level. */
  altitude?: number;
  /** Feet above mean sea level; only with an altitude. */
  ceiling?: number;
}

/** Degrees. */
export interface CapPoint {
  lat: number;
  lon: number;
}

export interface CapCircle {
  center: CapPoint;
  radiusKm: number;
}
