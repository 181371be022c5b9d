import { AlertFilled, ExclamationCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { say } from '../../../console/say.ts';
import type { Level } from '../protocol.ts';

const SIGNS: Readonly<Record<Level, ReactNode>> = {
  red: <AlertFilled />,
  orange: <WarningFilled />,
  yellow: <ExclamationCircleFilled />,
  blue: <InfoCircleFilled />,
};

/** A level as colour, picture and word. */
export function LevelMark({ level }: { level: Level }) {
  return (
    <span className={`level level-${level}`}>
      {SIGNS[level]} {say(`broadcast.level.${level}`)}
    </span>
  );
}
