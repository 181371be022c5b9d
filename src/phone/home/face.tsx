/** A big round face: the first letter of who it is, until there is a photo. */
export function Face({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span className={small ? 'face face-small' : 'face'} aria-hidden="true">
      {[...name][0] ?? ''}
    </span>
  );
}
