import { App, Button, Form, Input, Switch } from 'antd';
import { useState } from 'react';
import { CommunityMapView } from '../../../console/map/community-map.tsx';
import { Asking } from '../../../console/parts/asking.tsx';
import { FormDialog, required } from '../../../console/parts/form-dialog.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { AskInput } from '../../../protocol/services.ts';
import type { KeptCamera } from '../protocol.ts';

type Fields = Omit<AskInput<'cameras:save'>, 'id' | 'at'>;

const BLANK: Partial<Fields> = { place: '', retention: '', enabled: true };

/** Makes or changes a camera. Its address is asked for, and never shown again. */
export function CameraForm(props: { camera: KeptCamera | undefined; onSaved(): void; onBack(): void }) {
  const { camera } = props;
  const { modal } = App.useApp();
  const save = useDeed('cameras:save');
  const remove = useDeed('cameras:remove');
  const [at, setAt] = useState(camera?.at ?? null);
  const map = useAsk('people:map', {});
  const saved = (result: unknown) => result !== undefined && props.onSaved();
  return (
    <FormDialog<Fields>
      title={camera?.name ?? say('camerasStaff.new')}
      width={720}
      busy={save.busy}
      initial={camera ?? BLANK}
      onFinish={({ address, ...fields }) =>
        void save.run({ id: camera?.id, at, ...fields, ...(address && { address }) }).then(saved)
      }
      onBack={props.onBack}
    >
      <div className="cameras-form">
        <div>
          <Form.Item name="name" label={say('camerasStaff.name')} rules={required()}>
            <Input maxLength={16} showCount />
          </Form.Item>
          <Form.Item name="place" label={say('camerasStaff.place')}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item
            name="address"
            label={say('camerasStaff.address')}
            extra={camera ? say('camerasStaff.addressKept', { host: camera.host }) : say('camerasStaff.addressHint')}
            rules={camera ? [] : required()}
          >
            <Input.Password maxLength={500} autoComplete="off" placeholder="rtsp://" />
          </Form.Item>
          <Form.Item name="retention" label={say('camerasStaff.retention')} extra={say('camerasStaff.retentionHint')}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="enabled" label={say('camerasStaff.enabled')} valuePropName="checked">
            <Switch />
          </Form.Item>
          {camera && (
            <Button
              danger
              loading={remove.busy}
              onClick={() =>
                void modal.confirm({
                  title: say('camerasStaff.removeAsk', { name: camera.name }),
                  content: say('camerasStaff.removeHint'),
                  okText: say('camerasStaff.remove'),
                  cancelText: say('console.do.back'),
                  onOk: () => remove.run({ cameraId: camera.id }).then(saved),
                })
              }
            >
              {say('camerasStaff.remove')}
            </Button>
          )}
        </div>
        <div className="cameras-form-map">
          <p className="quiet">{say('camerasStaff.pick')}</p>
          <Asking of={map}>
            {(known) => (
              <CommunityMapView
                map={known.map}
                marks={at ? [{ at, words: say('camerasStaff.here'), tone: 'chosen' }] : []}
                label={say('camerasStaff.map')}
                onPick={setAt}
              />
            )}
          </Asking>
        </div>
      </div>
    </FormDialog>
  );
}
