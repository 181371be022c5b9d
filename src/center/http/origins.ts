/**
 * Is a browser's page one of ours? The page's origin must name the host that it speaks to, or be listed in
 * PUBLIC_ORIGINS. A request without an origin comes from no page (curl, a test) and carries no stolen cookie.
 */
export function originRule(publicOrigins: readonly string[]) {
  return (origin: string | undefined, host: string | undefined): boolean => {
    if (origin === undefined) return true;
    if (publicOrigins.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
}
