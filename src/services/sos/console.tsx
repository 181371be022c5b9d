import { FieldTimeOutlined, MedicineBoxFilled } from '@ant-design/icons';
import { lazy } from 'react';
import { link } from '../../console/link.ts';
import type { ConsoleService } from '../../console/service.ts';

/** 01 at the desk: calls for help take the screen and live in the queue; beside it there is the report of answer times. */
export const sosConsole: ConsoleService = {
  icon: <MedicineBoxFilled />,
  color: '#b3141c',
  pages: [
    {
      path: 'sos/report',
      label: 'sosStaff.report',
      icon: <FieldTimeOutlined />,
      roles: ['officer', 'admin'],
      page: lazy(() => import('./console/report-page.tsx')),
    },
  ],
  alarmPanel: lazy(() => import('./console/alarm-panel.tsx')),
  householdPart: lazy(() => import('./console/drill-part.tsx')),
  take: ({ id, owner }) => link.deed(owner ? 'sos:look' : 'sos:take', { alarmId: id }),
};
