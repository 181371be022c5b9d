import { FolderOpenOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { say } from '../../../../console/say.ts';
import { type RootFile, readRootFile } from './root-file.ts';

/** What was chosen to sign with: the file, as it lies on the stick, and the words that unlock it. */
export interface Chosen {
  readonly file: RootFile | undefined;
  readonly passphrase: string;
}

/** Nothing chosen yet. */
export const NOTHING_CHOSEN: Chosen = { file: undefined, passphrase: '' };

/**
 * Chooses the root's file on this computer and takes its passphrase. Neither leaves this page. `onChange` is a state's
 * setter: a file is read while somebody goes on typing, so a change must be made to what is chosen by then.
 */
export function RootUnlock(props: { chosen: Chosen; onChange(change: (before: Chosen) => Chosen): void }) {
  const { chosen, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const { file } = chosen;
  const take = async (picked: File | undefined) => {
    if (!picked) return;
    setName(picked.name);
    const file = readRootFile(await picked.text());
    onChange((before) => ({ ...before, file }));
  };
  return (
    <div className="root-unlock">
      <div className="row">
        <Button icon={<FolderOpenOutlined />} onClick={() => input.current?.click()}>
          {say('broadcastStaff.root.choose')}
        </Button>
        <span className={name && !file ? 'fault' : 'quiet'}>
          {name && !file ? say('broadcastStaff.root.notOne', { name }) : name}
        </span>
        <input
          ref={input}
          type="file"
          style={{ display: 'none' }}
          accept=".json,application/json"
          aria-label={say('broadcastStaff.root.choose')}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      <label htmlFor="root-passphrase">
        {say('broadcastStaff.root.passphrase')}
        <Input.Password
          id="root-passphrase"
          autoComplete="off"
          value={chosen.passphrase}
          onChange={({ target }) => onChange((before) => ({ ...before, passphrase: target.value }))}
        />
      </label>
      <p className="small quiet">{say('broadcastStaff.root.staysHere')}</p>
    </div>
  );
}
