import { PlusOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../../console/parts/asking.tsx';
import { Page } from '../../../../console/parts/page.tsx';
import { say } from '../../../../console/say.ts';
import { allowed } from '../../../../console/service.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { approvers, type Template, writers } from '../../protocol.ts';
import { HAZARD_SIGNS } from '../parts/hazards.tsx';
import { LevelMark } from '../parts/level-mark.tsx';
import { inOrder } from '../parts/templates.ts';
import { GapWords } from './gap-words.tsx';
import { TemplateForm } from './template-form.tsx';
import '../broadcast.css';
import './templates.css';

/** Words to begin from; those that another person has approved may be sent at orange by one person. */
export default function TemplatesPage() {
  const { staff } = useMe();
  const asked = useAsk('broadcast:templates', {}, ['broadcast:changed']);
  const [edited, setEdited] = useState<Template | 'new'>();
  const mayWrite = allowed(staff.roles, writers);
  const columns: TableColumnsType<Template> = [
    {
      title: say('broadcastStaff.write.hazard'),
      key: 'hazard',
      width: 110,
      render: (_, one) => (
        <>
          {HAZARD_SIGNS[one.hazard]} {say(`broadcast.hazard.${one.hazard}`)}
        </>
      ),
    },
    {
      title: say('broadcastStaff.write.level'),
      key: 'level',
      width: 90,
      render: (_, one) => <LevelMark level={one.level} />,
    },
    { title: say('broadcastStaff.templates.name'), dataIndex: 'name', width: 110 },
    {
      title: say('broadcastStaff.templates.words'),
      key: 'words',
      render: (_, one) => (
        <>
          <strong>
            <GapWords text={one.headline} />
          </strong>{' '}
          <GapWords text={one.body} />
        </>
      ),
    },
    {
      title: say('broadcastStaff.templates.hours'),
      key: 'hours',
      width: 80,
      render: (_, one) => say('broadcastStaff.templates.nHours', { n: one.hours }),
    },
    {
      title: say('broadcastStaff.templates.approved'),
      key: 'approved',
      width: 110,
      render: (_, one) => one.approvedBy ?? <span className="fault">{say('broadcastStaff.templates.unapproved')}</span>,
    },
    {
      key: 'deeds',
      width: 170,
      render: (_, one) => (
        <TemplateDeeds
          template={one}
          onEdit={mayWrite ? () => setEdited(one) : undefined}
          mayApprove={allowed(staff.roles, approvers)}
          onDone={asked.reload}
        />
      ),
    },
  ];
  return (
    <Page
      title={say('broadcastStaff.page.templates')}
      extra={
        mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {say('broadcastStaff.templates.new')}
          </Button>
        )
      }
    >
      <p className="quiet">{say('broadcastStaff.templates.what')}</p>
      <Asking of={asked}>
        {({ templates }) =>
          templates.length === 0 ? (
            <Nothing words={say('broadcastStaff.write.noTemplates')} />
          ) : (
            <Table<Template>
              size="small"
              rowKey="id"
              columns={columns}
              dataSource={inOrder(templates)}
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
            />
          )
        }
      </Asking>
      {edited && (
        <TemplateForm
          template={edited === 'new' ? undefined : edited}
          onBack={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined);
            asked.reload();
          }}
        />
      )}
    </Page>
  );
}

function TemplateDeeds(props: {
  template: Template;
  onEdit: (() => void) | undefined;
  mayApprove: boolean;
  onDone(): void;
}) {
  const { template } = props;
  const approve = useDeed('broadcast:approveTemplate');
  const retire = useDeed('broadcast:retireTemplate');
  return (
    <span className="row">
      {props.mayApprove && !template.approvedBy && (
        <Popconfirm
          title={say('broadcastStaff.templates.approveAsk')}
          description={<span className="confirm-words">{say('broadcastStaff.templates.approveMeans')}</span>}
          okText={say('broadcastStaff.templates.approve')}
          cancelText={say('console.do.back')}
          onConfirm={() => void approve.run({ id: template.id }).then((done) => done && props.onDone())}
        >
          <Button size="small" type="primary" loading={approve.busy}>
            {say('broadcastStaff.templates.approve')}
          </Button>
        </Popconfirm>
      )}
      {props.onEdit && (
        <Button size="small" onClick={props.onEdit}>
          {say('console.do.edit')}
        </Button>
      )}
      <Popconfirm
        title={say('broadcastStaff.templates.retireAsk', { name: template.name })}
        okText={say('broadcastStaff.templates.retire')}
        cancelText={say('console.do.back')}
        okButtonProps={{ danger: true }}
        onConfirm={() => void retire.run({ id: template.id }).then((done) => done && props.onDone())}
      >
        <Button size="small" loading={retire.busy}>
          {say('broadcastStaff.templates.retire')}
        </Button>
      </Popconfirm>
    </span>
  );
}
