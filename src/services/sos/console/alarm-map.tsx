import { useEffect, useState } from 'react';
import { useCalls } from '../../../console/call/calls.ts';
import { CommunityMapView } from '../../../console/map/community-map.tsx';
import { Asking } from '../../../console/parts/asking.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';

/** The map waits for the room to be on the line, at most so long, ms: drawing it takes a weak computer's breath for a second. */
const CALL_FIRST_MS = 4_000;

function useCallFirst(): boolean {
  const { current } = useCalls();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), CALL_FIRST_MS);
    return () => clearTimeout(timer);
  }, []);
  return !over && current !== undefined && current.link !== 'connected';
}

/** Where to go: the building on the map, with a pin at the entrance that the door belongs to. */
export function AlarmMap(props: { buildingId: string; door: string; where: string; drill: boolean }) {
  const asked = useAsk('people:map', {}, ['people:map']);
  const { buildingId, door, where, drill } = props;
  const plain = useCallFirst();
  return (
    <div className="sos-map">
      <Asking of={asked}>
        {({ map }) => (
          <CommunityMapView
            map={map}
            plain={plain}
            marks={[{ buildingId, door, words: door, tone: drill ? 'drill' : 'alarm' }]}
            label={say('console.map.of', { names: where })}
          />
        )}
      </Asking>
    </div>
  );
}
