/** The one family that all texts are set in. */
export const FONT = 'Noto Sans SC';

/** A first screen waits this long (ms) for its letters; after that it shows the system's, and is drawn again. */
const PATIENCE_MS = 2_000;

interface Fonts {
  /** The characters of our own texts are here, or the moment to wait for them is over. */
  readonly first: Promise<void>;
  /** Every font that comes has come: texts drawn before are to be drawn again. */
  readonly rest: Promise<void>;
}

/**
 * Loads the app's own characters at once, and after the first screen every other character of names and dishes.
 * Never rejects: a font that does not come leaves the system's.
 * @param path folder of the font files, ending in `/`
 * @param firstScreen the second font waits for it, so that it does not delay the first picture
 */
export function loadFonts(path: string, firstScreen: Promise<unknown> = Promise.resolve()): Fonts {
  const own = load(`${path}own.woff2`);
  const first = Promise.race([own, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const all = firstScreen.then(
    () => load(`${path}all.woff2`),
    () => load(`${path}all.woff2`),
  );
  return { first, rest: Promise.all([own, all]).then(() => undefined) };
}

/** A face enters the document only when it is there: a canvas would draw nothing of use while it loads. */
async function load(url: string): Promise<void> {
  try {
    document.fonts.add(await new FontFace(FONT, `url(${url})`).load());
  } catch (error) {
    console.warn(`The font ${url} did not load`, error);
  }
}
