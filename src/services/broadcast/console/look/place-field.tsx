import { Input } from 'antd';
import { say } from '../../../../console/say.ts';

/** The place, typed by hand: nobody sends anything there by a slip. */
export function PlaceField(props: { place: string; typed: string; onChange(typed: string): void; onEnter(): void }) {
  const { place, typed } = props;
  return (
    <label className="place-field" htmlFor="broadcast-place">
      {say('broadcastStaff.look.type', { place })}
      <Input
        id="broadcast-place"
        size="large"
        autoComplete="off"
        value={typed}
        status={typed && !place.startsWith(typed.trim()) ? 'error' : ''}
        onChange={(event) => props.onChange(event.target.value)}
        // An input method's Enter chooses a character and is not meant for us.
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && props.onEnter()}
      />
    </label>
  );
}

/** Whether the place was typed as it is called. */
export function isTyped(place: string, typed: string): boolean {
  return place !== '' && typed.trim() === place;
}
