import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { CommunityMapView } from '../../../console/map/community-map.tsx';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { allowed } from '../../../console/service.ts';
import { useMe } from '../../../console/shell/me.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { type KeptCamera, keepers } from '../protocol.ts';
import { CameraForm } from './camera-form.tsx';
import { type CameraDeed, CameraTable } from './camera-table.tsx';
import { LiveDialog } from './live-dialog.tsx';
import { RightsForm } from './rights-form.tsx';
import { TestDialog } from './test-dialog.tsx';
import './cameras.css';

/** All cameras, as a list and on the map: how each is, who may look; live picture, test, rights, and what to change. */
export default function CamerasPage() {
  const { staff } = useMe();
  const asked = useAsk('cameras:list', {}, ['cameras:changed']);
  const [open, setOpen] = useState<{ deed: CameraDeed; camera?: KeptCamera }>();
  const keeps = allowed(staff.roles, keepers);
  const done = () => {
    setOpen(undefined);
    asked.reload();
  };
  return (
    <Page
      title={say('camerasStaff.page.cameras')}
      extra={
        keeps && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ deed: 'edit' })}>
            {say('camerasStaff.new')}
          </Button>
        )
      }
    >
      <Alert type="info" showIcon title={say('camerasStaff.logged')} className="cameras-note" />
      <Asking of={asked}>
        {({ cameras }) =>
          cameras.length === 0 ? (
            <Nothing words={say('camerasStaff.none')} />
          ) : (
            <div className="cameras-page">
              <CameraTable cameras={cameras} keeps={keeps} onDeed={(deed, camera) => setOpen({ deed, camera })} />
              <CamerasMap cameras={cameras} />
            </div>
          )
        }
      </Asking>
      {open?.deed === 'edit' && <CameraForm camera={open.camera} onSaved={done} onBack={() => setOpen(undefined)} />}
      {open?.deed === 'rights' && open.camera && (
        <RightsForm camera={open.camera} onSaved={done} onBack={() => setOpen(undefined)} />
      )}
      {open?.deed === 'live' && open.camera && <LiveDialog camera={open.camera} onBack={() => setOpen(undefined)} />}
      {open?.deed === 'test' && open.camera && <TestDialog camera={open.camera} onBack={() => setOpen(undefined)} />}
    </Page>
  );
}

function CamerasMap({ cameras }: { cameras: readonly KeptCamera[] }) {
  const asked = useAsk('people:map', {}, ['people:map']);
  const marks = cameras.flatMap(({ at, name, state, enabled }) =>
    at && enabled ? [{ at, words: name, tone: state === 'online' ? ('chosen' as const) : ('alarm' as const) }] : [],
  );
  return (
    <div className="cameras-map">
      <Asking of={asked}>
        {({ map }) => <CommunityMapView map={map} marks={marks} label={say('camerasStaff.map')} />}
      </Asking>
    </div>
  );
}
