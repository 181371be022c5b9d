/** The embedded database cannot run; the message says on one line, in Chinese and English, what to do. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
  constructor(chinese: string, english: string, options?: ErrorOptions) {
    super(`${chinese} / ${english}`, options);
  }
}
