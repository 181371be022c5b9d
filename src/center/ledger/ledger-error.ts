/**
 * Why the ledger refused.
 * - `insufficient` an account would fall below its floor; `account` says which
 * - `exceeds` more would be given back than was taken
 * - `unbalanced` the lines do not sum to zero, or are not whole fen on different accounts
 * - `reused` the posting's id was used for another posting
 * - `unknown` there is no such account or posting
 */
export type LedgerErrorCode = 'insufficient' | 'exceeds' | 'unbalanced' | 'reused' | 'unknown';

/** Thrown by the ledger. What the transaction did so far must not be committed. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code: LedgerErrorCode;
  readonly account?: string;

  constructor(code: LedgerErrorCode, account?: string) {
    super(account ? `${code}: account ${account}` : code);
    this.code = code;
    this.account = account;
  }
}
