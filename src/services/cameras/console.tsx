import { EyeOutlined, HistoryOutlined, VideoCameraOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../../console/service.ts';
import { watchers } from './protocol.ts';

/** 03 on the console: the cameras with their rights and live pictures, and the log of looks. */
export const camerasConsole: ConsoleService = {
  icon: <EyeOutlined />,
  color: '#531dab',
  pages: [
    {
      path: 'cameras',
      label: 'camerasStaff.page.cameras',
      icon: <VideoCameraOutlined />,
      roles: watchers,
      page: lazy(() => import('./console/cameras-page.tsx')),
    },
    {
      path: 'cameras/looks',
      label: 'camerasStaff.page.looks',
      icon: <HistoryOutlined />,
      roles: watchers,
      page: lazy(() => import('./console/looks-page.tsx')),
    },
  ],
  itemPanel: lazy(() => import('./console/ticket-panel.tsx')),
};
