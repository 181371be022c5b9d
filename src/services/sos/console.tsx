import { MedicineBoxFilled } from '@ant-design/icons';
import { lazy } from 'react';
import { link } from '../../console/link.ts';
import type { ConsoleService } from '../../console/service.ts';

/** 01 at the desk: calls for help live in the queue, so there is no page besides it. */
export const sosConsole: ConsoleService = {
  icon: <MedicineBoxFilled />,
  color: '#b3141c',
  pages: [],
  itemPanel: lazy(() => import('./console/sos-panel.tsx')),
  take: ({ id, owner }) => link.deed(owner ? 'sos:look' : 'sos:take', { alarmId: id }),
};
