import { Form, Radio, Select } from 'antd';
import { say } from '../../../../console/say.ts';
import { type Draft, HAZARDS, LEVELS } from '../../protocol.ts';
import { LevelMark } from '../parts/level-mark.tsx';

/** How bad it is, and what it is about. */
export function LevelField({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) {
  return (
    <div className="level-field">
      <Form.Item label={say('broadcastStaff.write.level')}>
        <Radio.Group
          className="level-choice"
          value={draft.level}
          options={LEVELS.map((value) => ({ value, label: <LevelMark level={value} /> }))}
          onChange={(event) => onChange({ level: LEVELS.find((level) => level === event.target.value) ?? null })}
        />
      </Form.Item>
      <Form.Item label={say('broadcastStaff.write.hazard')} htmlFor="broadcast-hazard">
        <Select
          id="broadcast-hazard"
          value={draft.hazard}
          placeholder={say('broadcastStaff.write.chooseHazard')}
          onChange={(hazard) => onChange({ hazard })}
          options={HAZARDS.map((value) => ({ value, label: say(`broadcast.hazard.${value}`) }))}
        />
      </Form.Item>
    </div>
  );
}
