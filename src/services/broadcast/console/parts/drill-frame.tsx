import type { ReactNode } from 'react';
import { say } from '../../../../console/say.ts';

/** Stripes around everything that is not for real, with the word at the top. */
export function DrillFrame({ children }: { children: ReactNode }) {
  return (
    <div className="drill-frame">
      <p className="drill-word">{say('broadcastStaff.drill.frame')}</p>
      <div className="drill-inside">{children}</div>
    </div>
  );
}
