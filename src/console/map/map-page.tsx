import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { CommunityMap } from '../../protocol/contracts/map.ts';
import { Asking } from '../parts/asking.tsx';
import { Page } from '../parts/page.tsx';
import { save } from '../parts/save.ts';
import { say } from '../say.ts';
import { allowed } from '../service.ts';
import { useMe } from '../shell/me.ts';
import { useAsk } from '../use-ask.ts';
import { CommunityMapView } from './community-map.tsx';
import { MapUpload } from './map-upload.tsx';

/** The community's map and which buildings are on it; clerks and the admin put a new one in its place. */
export default function MapPage() {
  const { staff, community } = useMe();
  const keeps = allowed(staff.roles, ['clerk', 'admin']);
  const { message } = App.useApp();
  const asked = useAsk('people:map', {}, ['people:map']);
  const [uploading, setUploading] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const download = (map: CommunityMap) =>
    save(`${community.name}.geojson`, 'application/geo+json', JSON.stringify(map, null, 1));

  return (
    <Page
      title={say('console.map.title')}
      extra={
        keeps && (
          <>
            <Button
              icon={<DownloadOutlined />}
              disabled={!asked.value}
              onClick={() => asked.value && download(asked.value.map)}
            >
              {say('console.map.download')}
            </Button>
            <Button type="primary" icon={<UploadOutlined />} onClick={() => setUploading(true)}>
              {say('console.map.upload')}
            </Button>
          </>
        )
      }
    >
      <Asking of={asked}>
        {({ map }) => (
          <div className="map-page">
            <CommunityMapView
              map={map}
              marks={chosen ? [{ buildingId: chosen, tone: 'chosen' }] : []}
              label={say('console.map.of', { names: community.name })}
            />
            <Buildings map={map} chosen={chosen} onChoose={setChosen} />
          </div>
        )}
      </Asking>
      {uploading && (
        <MapUpload
          onBack={() => setUploading(false)}
          onSaved={() => {
            setUploading(false);
            asked.reload();
            void message.success(say('console.map.saved'));
          }}
        />
      )}
    </Page>
  );
}

function Buildings(props: { map: CommunityMap; chosen: string | undefined; onChoose(id: string): void }) {
  const asked = useAsk('people:buildings', {});
  const entrances = (name: string) =>
    props.map.features.filter(({ properties: of }) => of.kind === 'entrance' && of.building === name).length;
  const placed = (id: string) => props.map.features.some((feature) => 'id' in feature && feature.id === id);
  return (
    <section className="panel map-buildings">
      <h2>{say('console.map.buildings')}</h2>
      <Asking of={asked}>
        {({ buildings }) =>
          buildings.map(({ id, name }) => (
            <Button
              key={id}
              block
              type={id === props.chosen ? 'primary' : 'text'}
              disabled={!placed(id)}
              onClick={() => props.onChoose(id)}
            >
              <span className="row apart">
                <strong>{name}</strong>
                {placed(id) ? say('console.map.entrances', { n: entrances(name) }) : say('console.map.missing')}
              </span>
            </Button>
          ))
        }
      </Asking>
    </section>
  );
}
