import type { BoxView, HouseholdView } from '../../protocol/contracts/people.ts';
import { say } from '../say.ts';

/** The boxes that may still connect. */
export function liveBoxes(household: HouseholdView): BoxView[] {
  return household.boxes.filter((box) => box.revokedAt === null);
}

/** Whether a box is on line, by sign and word. */
export function BoxDot({ box }: { box: BoxView }) {
  return (
    <span className={box.online ? 'box-dot box-on' : 'box-dot box-off'} title={box.name}>
      {say(box.online ? 'console.people.online' : 'console.people.offline')}
    </span>
  );
}
