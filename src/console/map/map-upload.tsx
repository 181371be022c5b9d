import { FileOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Radio, Upload } from 'antd';
import { useState } from 'react';
import { say, sayWire } from '../say.ts';
import { useDeed } from '../use-deed.ts';
import { type MapFault, readMap, SYSTEMS, type System } from './read-map.ts';

/** Most faults that are listed; who mends these will find the rest of the same kind. */
const MOST_LISTED = 12;

/** Puts a new map in the place of the old one: a file, its system of coordinates, and a list of what is wrong with it. */
export function MapUpload(props: { onSaved(): void; onBack(): void }) {
  const saveMap = useDeed('people:saveMap');
  const [file, setFile] = useState<{ name: string; text: string }>();
  const [system, setSystem] = useState<System>('wgs84');
  const [refused, setRefused] = useState<readonly MapFault[]>();
  const read = file && readMap(file.text, system);
  const faults = read && 'faults' in read ? read.faults : refused;
  const finish = async () => {
    if (!read || 'faults' in read) return;
    const reply = await saveMap.run({ map: read.map });
    if (reply?.saved) props.onSaved();
    else setRefused(reply?.faults);
  };
  return (
    <Modal
      open
      width={620}
      title={say('console.map.uploadTitle')}
      okText={say('console.map.save')}
      cancelText={say('console.do.back')}
      okButtonProps={{ disabled: !read || 'faults' in read || (refused?.length ?? 0) > 0, loading: saveMap.busy }}
      onOk={() => void finish()}
      onCancel={props.onBack}
    >
      <p className="quiet">{say('console.map.uploadHint')}</p>
      <Upload
        accept=".json,.geojson,application/geo+json,application/json"
        showUploadList={false}
        beforeUpload={async (chosen) => {
          setFile({ name: chosen.name, text: await chosen.text() });
          setRefused(undefined);
          return Upload.LIST_IGNORE;
        }}
      >
        <Button icon={<FileOutlined />}>{say('console.map.choose')}</Button>
      </Upload>
      {read && 'map' in read && (
        <p>{say('console.map.chosen', { name: file?.name ?? '', n: read.map.features.length })}</p>
      )}
      <p className="map-system">{say('console.map.system')}</p>
      <Radio.Group
        vertical
        value={system}
        onChange={(event) => setSystem(SYSTEMS.find((one) => one === event.target.value) ?? 'wgs84')}
        options={SYSTEMS.map((value) => ({ value, label: say(`console.map.system.${value}`) }))}
      />
      {faults && faults.length > 0 && <Faults faults={faults} />}
    </Modal>
  );
}

function Faults({ faults }: { faults: readonly MapFault[] }) {
  const words = ({ feature, text, params }: MapFault) => {
    const fault = sayWire(text, params) ?? say('console.map.fault.other');
    return feature === 0 ? fault : say('console.map.fault.at', { n: feature, fault });
  };
  return (
    <Alert
      type="error"
      showIcon
      className="map-faults"
      title={say('console.map.faults')}
      description={
        <ul>
          {faults.slice(0, MOST_LISTED).map((fault) => (
            <li key={`${fault.feature} ${fault.text}`}>{words(fault)}</li>
          ))}
          {faults.length > MOST_LISTED && <li>{say('console.map.fault.more', { n: faults.length - MOST_LISTED })}</li>}
        </ul>
      }
    />
  );
}
