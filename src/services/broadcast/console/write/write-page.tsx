import { WritePlace } from './write-place.tsx';

/** What goes out for real. */
export default function WritePage() {
  return <WritePlace drill={false} />;
}
