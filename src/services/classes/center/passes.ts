import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Vault } from '../../../center/vault/vault.ts';

/** A pass holds for the longest lesson with a good pause in it, s. */
const HOLDS_S = 5 * 3_600;
const PURPOSE = 'classes';
const PASS = /^([0-9a-z]{1,10})\.([\w-]{43})$/;

/** Rights to files that stand in their addresses, since a player shows no other proof. */
export interface Passes {
  /** A pass for one film, from `now` (ms) on. */
  issue(film: string, now: number): string;
  /** Whether it is a pass for this film that still holds. */
  fits(pass: string, film: string, now: number): boolean;
}

const opened = new WeakMap<Vault, Passes>();

/** The passes of the center with this vault. */
export function passesOf(vault: Vault): Passes {
  const known = opened.get(vault) ?? openPasses(vault);
  opened.set(vault, known);
  return known;
}

/** The key is made from the vault's: Ed25519 signs the same words always the same, so every process and restart has it. */
export function openPasses(vault: Vault): Passes {
  const own = vault.of(PURPOSE)[0] ?? vault.make(PURPOSE);
  const key = createHash('sha256').update(vault.sign(own, 'passes to films, first kind')).digest();
  const mac = (film: string, until: string) =>
    createHmac('sha256', key).update(`${film}\n${until}`).digest('base64url');
  return {
    issue(film, now) {
      const until = (Math.floor(now / 1_000) + HOLDS_S).toString(36);
      return `${until}.${mac(film, until)}`;
    },
    fits(pass, film, now) {
      const [, until = '', given = ''] = PASS.exec(pass) ?? [];
      if (!until || Number.parseInt(until, 36) * 1_000 <= now) return false;
      return timingSafeEqual(Buffer.from(given), Buffer.from(mac(film, until)));
    },
  };
}
