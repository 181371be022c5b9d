import { HistoryOutlined, VideoCameraOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../../console/service.ts';
import { CALLED_ROLES } from '../../protocol/roles.ts';

/** 23 at the desk: its calls with those to call back; on a household's page its family's phones, its consents, and calls to it. */
export const callConsole: ConsoleService = {
  icon: <VideoCameraOutlined />,
  color: '#08697a',
  pages: [
    {
      path: 'calls',
      label: 'callStaff.desk.title',
      icon: <HistoryOutlined />,
      roles: CALLED_ROLES,
      page: lazy(() => import('./console/desk-page.tsx')),
    },
  ],
  householdPart: lazy(() => import('./console/household-part.tsx')),
};
