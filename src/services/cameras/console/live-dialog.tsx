import { Alert, Modal } from 'antd';
import { say } from '../../../console/say.ts';
import type { KeptCamera } from '../protocol.ts';
import { useLive } from './use-live.ts';

/** A camera's live picture; closing the dialog ends the look. */
export function LiveDialog({ camera, onBack }: { camera: KeptCamera; onBack(): void }) {
  const { state, video } = useLive(camera.id);
  const bad = state === 'withdrawn' || state === 'failed';
  return (
    <Modal open width={860} title={camera.name} footer={null} onCancel={onBack}>
      <video ref={video} className="cameras-video" muted playsInline autoPlay aria-label={camera.name} />
      <Alert
        type={bad ? 'error' : state === 'opening' ? 'info' : 'success'}
        showIcon
        title={say(`camerasStaff.now.${state}`)}
        description={camera.retention || undefined}
      />
    </Modal>
  );
}
