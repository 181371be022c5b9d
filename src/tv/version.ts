/** Which build this is; the center tells an outdated one to reload. `dev` where nothing was built. */
export const BUILD: string = typeof __BUILD__ === 'string' ? __BUILD__ : 'dev';
