import { DisconnectOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../service.ts';

/** The box watch at the desk: its tickets live in the queue, and what is known of a box on its household's page. */
export const watchConsole: ConsoleService = {
  icon: <DisconnectOutlined />,
  color: '#4a5568',
  pages: [],
  itemPanel: lazy(() => import('./ticket-panel.tsx')),
};
