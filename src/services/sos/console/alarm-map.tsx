import { CommunityMapView } from '../../../console/map/community-map.tsx';
import { Asking } from '../../../console/parts/asking.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';

/** Where to go: the building on the map, with a pin at the entrance that the door belongs to. */
export function AlarmMap(props: { buildingId: string; door: string; where: string; drill: boolean }) {
  const asked = useAsk('people:map', {}, ['people:map']);
  const { buildingId, door, where, drill } = props;
  return (
    <div className="sos-map">
      <Asking of={asked}>
        {({ map }) => (
          <CommunityMapView
            map={map}
            marks={[{ buildingId, door, words: door, tone: drill ? 'drill' : 'alarm' }]}
            label={say('console.map.of', { names: where })}
          />
        )}
      </Asking>
    </div>
  );
}
