import {
  AlertFilled,
  ExclamationCircleFilled,
  ExperimentFilled,
  InfoCircleFilled,
  NotificationFilled,
  WarningFilled,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { say } from '../../../../console/say.ts';
import type { Level } from '../../protocol.ts';

const SIGNS: Readonly<Record<Level, ReactNode>> = {
  red: <AlertFilled />,
  orange: <WarningFilled />,
  yellow: <ExclamationCircleFilled />,
  blue: <InfoCircleFilled />,
  notice: <NotificationFilled />,
};

/** A level as colour, picture and word; a drill says so in the same breath. */
export function LevelMark({ level, drill = false }: { level: Level; drill?: boolean }) {
  return (
    <>
      {drill && <DrillMark />}
      <span className={`level level-${level}`}>
        {SIGNS[level]} {say(`broadcast.level.${level}`)}
      </span>
    </>
  );
}

/** Not for real: stripes, picture and word. */
export function DrillMark() {
  return (
    <span className="level level-drill">
      <ExperimentFilled /> {say('broadcastStaff.drill')}
    </span>
  );
}
