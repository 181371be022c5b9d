import { WritePlace } from './write-place.tsx';

/** Drills have a page of their own: nobody sends the one while meaning the other. */
export default function DrillPage() {
  return <WritePlace drill />;
}
