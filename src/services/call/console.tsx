import { VideoCameraOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../../console/service.ts';

/** 23 at the desk: on a household's page its family's phones, its consents, and calls to it. */
export const callConsole: ConsoleService = {
  icon: <VideoCameraOutlined />,
  color: '#08697a',
  pages: [],
  householdPart: lazy(() => import('./console/household-part.tsx')),
};
