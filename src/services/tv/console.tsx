import { DesktopOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../../console/service.ts';
import { keepers } from './protocol.ts';

/** 22 on the console: where the channels come from, and which of them televisions have. */
export const tvConsole: ConsoleService = {
  icon: <DesktopOutlined />,
  color: '#1d39c4',
  pages: [
    {
      path: 'tv/channels',
      label: 'tvStaff.page.channels',
      icon: <DesktopOutlined />,
      roles: keepers,
      page: lazy(() => import('./console/channels-page.tsx')),
    },
  ],
};
