/** The Common Alerting Protocol 1.2 (OASIS) as values. Times stay as they were written, ISO 8601 with an offset. */
export interface CapAlert {
  readonly identifier: string;
  readonly sender: string;
  readonly sent: string;
  readonly status: (typeof STATUSES)[number];
  readonly msgType: (typeof MSG_TYPES)[number];
  readonly source?: string;
  readonly scope: 'Public' | 'Restricted' | 'Private';
  readonly restriction?: string;
  readonly addresses?: string;
  readonly codes: readonly string[];
  readonly note?: string;
  readonly references: readonly CapReference[];
  readonly incidents?: string;
  readonly infos: readonly CapInfo[];
}

export const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const MSG_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;

/** Names an earlier message. */
export interface CapReference {
  readonly sender: string;
  readonly identifier: string;
  readonly sent: string;
}

/** A value of somebody's own list: `<eventCode>`, `<parameter>`, `<geocode>`. */
export interface CapNamedValue {
  readonly valueName: string;
  readonly value: string;
}

export interface CapInfo {
  readonly language?: string;
  readonly categories: readonly string[];
  readonly event: string;
  readonly responseTypes: readonly string[];
  readonly urgency: string;
  readonly severity: string;
  readonly certainty: string;
  readonly audience?: string;
  readonly eventCodes: readonly CapNamedValue[];
  readonly effective?: string;
  readonly onset?: string;
  readonly expires?: string;
  readonly senderName?: string;
  readonly headline?: string;
  readonly description?: string;
  readonly instruction?: string;
  readonly web?: string;
  readonly contact?: string;
  readonly parameters: readonly CapNamedValue[];
  readonly resources: readonly CapResource[];
  readonly areas: readonly CapArea[];
}

/** `size` in bytes; `derefUri` holds the file itself in base64. */
export interface CapResource {
  readonly resourceDesc: string;
  readonly mimeType?: string;
  readonly size?: number;
  readonly uri?: string;
  readonly derefUri?: string;
  readonly digest?: string;
}

/** Latitude and longitude in degrees, WGS-84, in CAP's order. */
export type CapPoint = readonly [lat: number, lon: number];

/** `radiusKm` in km; `altitude` and `ceiling` in feet above mean sea level. */
export interface CapArea {
  readonly areaDesc: string;
  readonly polygons: readonly (readonly CapPoint[])[];
  readonly circles: readonly { readonly center: CapPoint; readonly radiusKm: number }[];
  readonly geocodes: readonly CapNamedValue[];
  readonly altitude?: number;
  readonly ceiling?: number;
}
