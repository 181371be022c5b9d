import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { usePrint } from '../../../../console/parts/use-print.tsx';
import { say } from '../../../../console/say.ts';
import type { KeyState } from '../../protocol.ts';
import { fingerprintOf } from './fingerprint.ts';
import { Fingerprint } from './fingerprint-view.tsx';
import { MakeRootDialog } from './make-root-dialog.tsx';
import { RootSheet } from './root-sheet.tsx';

interface Part {
  readonly state: KeyState;
  readonly isAdmin: boolean;
  onDone(next: KeyState): void;
}

/** The community's root, which certifies everybody's keys and is kept off the server. */
export function RootPart({ state, isAdmin, onDone }: Part) {
  const [making, setMaking] = useState(false);
  const { print, outlet } = usePrint();
  const { root } = state;
  const printSheet = async (key: string) => print(<RootSheet root={key} print={await fingerprintOf(key)} />);
  return (
    <section className="panel" aria-label={say('broadcastStaff.root.title')}>
      <h2>
        <SafetyCertificateOutlined /> {say('broadcastStaff.root.title')}
      </h2>
      <p>{say('broadcastStaff.root.what')}</p>
      {root === null && <Alert type="error" showIcon title={say('broadcastStaff.root.none')} />}
      {state.sampleRoot && <Alert type="warning" showIcon title={say('broadcastStaff.root.sample')} />}
      {root !== null && (
        <p className="own-print">
          {say('broadcastStaff.key.print')} <Fingerprint of={root} />
        </p>
      )}
      <div className="row">
        {root === null && isAdmin && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {say('broadcastStaff.root.make')}…
          </Button>
        )}
        {root !== null && !state.sampleRoot && (
          <Button onClick={() => void printSheet(root)}>{say('broadcastStaff.root.print')}</Button>
        )}
      </div>
      {making && (
        <MakeRootDialog
          onBack={() => setMaking(false)}
          onDone={(next) => {
            setMaking(false);
            onDone(next);
          }}
        />
      )}
      {outlet}
    </section>
  );
}
