import { createHmac } from 'node:crypto';
import type { IceServers } from '../../protocol/contracts/calls.ts';

/** What the settings say about the ways between two ends. */
export interface IceRule {
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  /** Shared with the TURN server (coturn: `static-auth-secret`). */
  readonly turnSecret: string;
  /** How long credentials are good, s. */
  readonly turnTtlS: number;
  readonly relayOnly: boolean;
}

/**
 * What a page gives to its RTCPeerConnection. Credentials are made anew for each by the rule that TURN servers share
 * (draft-uberti-behave-turn-rest-00): user `<Unix time of expiry>:<who>`, password base64(HMAC-SHA1(secret, user)). So
 * the server knows nobody, and what leaks is soon worth nothing.
 */
export function iceServers(rule: IceRule, who: string, now: string): IceServers {
  const until = Math.floor(Date.parse(now) / 1_000) + rule.turnTtlS;
  const username = `${until}:${who}`;
  const credential = createHmac('sha1', rule.turnSecret).update(username).digest('base64');
  return {
    until: new Date(until * 1_000).toISOString(),
    relayOnly: rule.relayOnly,
    servers: [
      ...(rule.stunUrls.length > 0 ? [{ urls: [...rule.stunUrls] }] : []),
      ...(rule.turnUrls.length > 0 ? [{ urls: [...rule.turnUrls], username, credential }] : []),
    ],
  };
}
