import { Alert, App, Button, Space } from 'antd';
import { useState } from 'react';
import type { CatalogueId } from '../../protocol/catalogue.ts';
import { type ProfileView, READY_PROFILES, type ReadyProfile } from '../../protocol/contracts/profile.ts';
import { Asking } from '../parts/asking.tsx';
import { Page } from '../parts/page.tsx';
import { say, sayService } from '../say.ts';
import { useMe } from '../shell/me.ts';
import { type Asked, useAsk } from '../use-ask.ts';
import { useDeed } from '../use-deed.ts';
import { moved, readyProfile, shelfMoved, shelvesOf, toggled } from './draft.ts';
import { ShelfRow } from './shelf-row.tsx';
import './merchants.css';

/** Which services this community's televisions have, and in which order. */
export default function ProfilePage() {
  const asked = useAsk('profile:read', {}, ['profile:changed']);
  return <Asking of={asked}>{(view) => <Profile view={view} asked={asked} />}</Asking>;
}

function Profile({ view, asked }: { view: ProfileView; asked: Asked<ProfileView> }) {
  const { modal, message } = App.useApp();
  const { staff } = useMe();
  const save = useDeed('profile:save');
  const [begun, setBegun] = useState<{ from: string; on: readonly CatalogueId[] }>();
  const from = view.services.join();
  const on = begun?.on ?? view.services;
  const change = (next: readonly CatalogueId[]) => setBegun({ from: begun?.from ?? from, on: next });
  const mayEdit = staff.roles.includes('admin');
  const dirty = on.join() !== from;

  const store = async () => {
    const saved = await save.run({ services: [...on] });
    if (!saved) return;
    asked.patch(() => saved);
    setBegun(undefined);
    void message.success(say('merchants.profile.saved'));
  };
  const ask = () => {
    const off = view.services.filter((id) => !on.includes(id));
    const services = off.map(sayService).join('、');
    modal.confirm({
      title: off.length > 0 ? say('merchants.profile.ask', { services }) : say('merchants.profile.askNone'),
      okText: say('console.do.save'),
      cancelText: say('console.do.back'),
      onOk: store,
    });
  };
  const deeds = mayEdit && (
    <>
      <span className="quiet">{say('merchants.profile.count', { n: on.length })}</span>
      <Button disabled={!dirty} onClick={() => setBegun(undefined)}>
        {say('console.do.undo')}
      </Button>
      <Button type="primary" disabled={!dirty} loading={save.busy} onClick={ask}>
        {say('merchants.profile.save')}
      </Button>
    </>
  );
  const shelves = shelvesOf(on, view.offered);
  return (
    <Page title={say('console.page.profile')} extra={deeds}>
      {begun && begun.from !== from && <Alert type="warning" showIcon message={say('merchants.profile.other')} />}
      <p className="quiet">{say('merchants.profile.hint')}</p>
      {mayEdit && (
        <Space className="profile-ready">
          {say('merchants.profile.ready')}
          {(Object.keys(READY_PROFILES) as ReadyProfile[]).map((name) => (
            <Button key={name} onClick={() => change(readyProfile(name, view.offered))}>
              {say(`merchants.profile.${name}`)}
            </Button>
          ))}
        </Space>
      )}
      <div className="profile">
        {shelves.map((shelf, index) => (
          <ShelfRow
            key={shelf.shelf}
            shelf={shelf}
            first={index === 0}
            last={!shelves[index + 1]?.on.length}
            mayEdit={mayEdit}
            onToggle={(id) => change(toggled(on, id))}
            onMove={(id, by) => change(moved(on, id, by))}
            onMoveShelf={(by) => change(shelfMoved(on, shelf.shelf, by))}
          />
        ))}
      </div>
    </Page>
  );
}
