import {
  ApiFilled,
  CheckSquareFilled,
  ExperimentFilled,
  FileTextFilled,
  FormOutlined,
  KeyOutlined,
  SendOutlined,
  SoundFilled,
} from '@ant-design/icons';
import { lazy } from 'react';
import { link } from '../../console/link.ts';
import type { ConsoleService } from '../../console/service.ts';
import { useSummons } from './console/approve/use-summons.ts';
import { approvers, readers, writers } from './protocol.ts';

/** 02 at the desk: write, approve, send, watch it arrive, take it back; drills apart; keys; what boxes did not believe. */
export const broadcastConsole: ConsoleService = {
  icon: <SoundFilled />,
  color: '#8a4b08',
  pages: [
    {
      path: 'broadcast/send',
      label: 'broadcastStaff.page.send',
      icon: <FormOutlined />,
      roles: writers,
      page: lazy(() => import('./console/write/write-page.tsx')),
    },
    {
      path: 'broadcast/approve',
      label: 'broadcastStaff.page.approve',
      icon: <CheckSquareFilled />,
      roles: approvers,
      page: lazy(() => import('./console/approve/approve-page.tsx')),
    },
    {
      path: 'broadcast/sent',
      label: 'broadcastStaff.page.sent',
      icon: <SendOutlined />,
      roles: readers,
      page: lazy(() => import('./console/sent/sent-page.tsx')),
    },
    {
      path: 'broadcast/drill',
      label: 'broadcastStaff.page.drill',
      icon: <ExperimentFilled />,
      roles: writers,
      page: lazy(() => import('./console/write/drill-page.tsx')),
    },
    {
      path: 'broadcast/templates',
      label: 'broadcastStaff.page.templates',
      icon: <FileTextFilled />,
      roles: readers,
      page: lazy(() => import('./console/templates/templates-page.tsx')),
    },
    {
      path: 'broadcast/sources',
      label: 'source.page',
      icon: <ApiFilled />,
      roles: readers,
      page: lazy(() => import('./console/sources/sources-page.tsx')),
    },
    {
      path: 'broadcast/keys',
      label: 'broadcastStaff.page.keys',
      icon: <KeyOutlined />,
      roles: readers,
      page: lazy(() => import('./console/keys/keys-page.tsx')),
    },
  ],
  itemPanel: lazy(() => import('./console/desk/broadcast-panel.tsx')),
  alarmPanel: lazy(() => import('./console/desk/alarm-panel.tsx')),
  take: ({ id }) => link.deed('broadcast:takeIncident', { requestId: id }),
  useSummons,
};
