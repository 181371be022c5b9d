import { Button, Space, Table, type TableColumnsType, Tag } from 'antd';
import { Stamp } from '../../../console/parts/moment.tsx';
import { say } from '../../../console/say.ts';
import { type KeptCamera, stillPath } from '../protocol.ts';
import { rightsWords } from './rights-words.ts';

export type CameraDeed = 'live' | 'test' | 'rights' | 'edit';

/** The cameras with their newest stills; deeds that this member of staff may not do are not shown. */
export function CameraTable(props: {
  cameras: readonly KeptCamera[];
  keeps: boolean;
  onDeed(deed: CameraDeed, camera: KeptCamera): void;
}) {
  const columns: TableColumnsType<KeptCamera> = [
    {
      title: say('camerasStaff.camera'),
      key: 'name',
      render: (_, camera) => (
        <div className="row">
          <Still camera={camera} />
          <span>
            <strong>{camera.name}</strong>
            <br />
            <span className="quiet">{camera.place}</span>
          </span>
        </div>
      ),
    },
    {
      title: say('camerasStaff.state'),
      key: 'state',
      width: 150,
      render: (_, camera) => <State camera={camera} />,
    },
    {
      title: say('camerasStaff.rights'),
      key: 'rights',
      render: (_, { rights }) => rightsWords(rights),
    },
    { title: say('camerasStaff.viewers'), dataIndex: 'viewers', width: 64, align: 'right' },
    {
      key: 'deeds',
      width: props.keeps ? 208 : 72,
      render: (_, camera) => (
        <Space size={4} wrap>
          {camera.mayLook && (
            <Button size="small" type="primary" disabled={!camera.enabled} onClick={() => props.onDeed('live', camera)}>
              {say('camerasStaff.live')}
            </Button>
          )}
          {props.keeps &&
            (['test', 'rights', 'edit'] as const).map((deed) => (
              <Button key={deed} size="small" onClick={() => props.onDeed(deed, camera)}>
                {say(`camerasStaff.${deed}`)}
              </Button>
            ))}
        </Space>
      ),
    },
  ];
  return (
    <Table<KeptCamera>
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={[...props.cameras]}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
    />
  );
}

/** Who may not look sees no still either. */
function Still({ camera: { id, mayLook, enabled, stillAt, name } }: { camera: KeptCamera }) {
  if (!mayLook || !enabled || !stillAt) return <span className="cameras-still" />;
  return <img className="cameras-still" src={`${stillPath(id)}?at=${stillAt}`} alt={name} />;
}

const TONES = { online: 'success', starting: 'processing', offline: 'error', wrong: 'error' } as const;

function State({ camera: { enabled, state, since, fault } }: { camera: KeptCamera }) {
  if (!enabled) return <Tag>{say('camerasStaff.off')}</Tag>;
  return (
    <>
      <Tag color={TONES[state]}>{say(`camerasStaff.is.${state}`)}</Tag>
      {(state === 'offline' || state === 'wrong') && (
        <div>
          <Stamp at={since} /> {say('camerasStaff.since')}
        </div>
      )}
      {fault && <div className="quiet">{say(`camerasStaff.fault.${fault}`)}</div>}
    </>
  );
}
