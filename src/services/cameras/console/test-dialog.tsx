import { Alert, Button, Descriptions, Modal } from 'antd';
import { Asking } from '../../../console/parts/asking.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import type { KeptCamera, Probe } from '../protocol.ts';

/** A real try of a camera: what it sends, and what is to be set otherwise in it. */
export function TestDialog({ camera, onBack }: { camera: KeptCamera; onBack(): void }) {
  const asked = useAsk('cameras:test', { cameraId: camera.id });
  return (
    <Modal
      open
      title={say('camerasStaff.testOf', { name: camera.name })}
      onCancel={onBack}
      footer={
        <>
          <Button onClick={asked.reload}>{say('console.do.retry')}</Button>
          <Button type="primary" onClick={onBack}>
            {say('console.do.back')}
          </Button>
        </>
      }
    >
      {asked.loading && <p>{say('camerasStaff.testing')}</p>}
      <Asking of={asked}>{(probe) => <Report probe={probe} />}</Asking>
    </Modal>
  );
}

function Report({ probe }: { probe: Probe }) {
  if (probe.reached !== 'ok')
    return <Alert type="error" showIcon title={say(`camerasStaff.reached.${probe.reached}`)} />;
  const { codec, width, height, fps, gopS, firstMs, faults } = probe;
  const facts = [
    [say('camerasStaff.codec'), codec.toUpperCase()],
    [say('camerasStaff.size'), `${width} × ${height}`],
    [say('camerasStaff.fps'), String(fps)],
    [say('camerasStaff.gop'), gopS === null ? say('camerasStaff.gopLong') : say('camerasStaff.seconds', { n: gopS })],
    [say('camerasStaff.first'), say('camerasStaff.seconds', { n: Math.round(firstMs / 100) / 10 })],
  ] as const;
  return (
    <>
      {faults.length === 0 && <Alert type="success" showIcon title={say('camerasStaff.good')} />}
      {faults.map((fault) => (
        <Alert
          key={fault}
          className="cameras-fault"
          type={fault === 'longGop' || fault === 'large' ? 'warning' : 'error'}
          showIcon
          title={say(`camerasStaff.fault.${fault}`)}
          description={say(`camerasStaff.help.${fault}`)}
        />
      ))}
      <Descriptions
        size="small"
        column={1}
        bordered
        className="cameras-facts"
        items={facts.map(([label, children]) => ({ key: label, label, children }))}
      />
    </>
  );
}
