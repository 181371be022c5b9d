import { SoundFilled } from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../../console/service.ts';

/** 02 at the desk: write, send, watch it arrive, take it back. */
export const broadcastConsole: ConsoleService = {
  icon: <SoundFilled />,
  color: '#8a4b08',
  pages: [
    {
      path: 'broadcast/send',
      label: 'broadcast.name',
      icon: <SoundFilled />,
      roles: ['broadcaster', 'officer', 'admin'],
      page: lazy(() => import('./console/broadcast-page.tsx')),
    },
  ],
};
