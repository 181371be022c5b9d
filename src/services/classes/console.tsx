import { AudioOutlined, CalendarOutlined, ReadOutlined, TeamOutlined, VideoCameraOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../../console/service.ts';
import { teachers } from './protocol.ts';

/** 24 on the console: courses with their films, the timetable, who takes part, and questions by voice. */
export const classesConsole: ConsoleService = {
  icon: <ReadOutlined />,
  color: '#8a5a00',
  pages: [
    {
      path: 'classes/courses',
      label: 'classesStaff.page.courses',
      icon: <VideoCameraOutlined />,
      roles: teachers,
      page: lazy(() => import('./console/courses-page.tsx')),
    },
    {
      path: 'classes/timetable',
      label: 'classesStaff.page.timetable',
      icon: <CalendarOutlined />,
      roles: teachers,
      page: lazy(() => import('./console/timetable-page.tsx')),
    },
    {
      path: 'classes/learners',
      label: 'classesStaff.page.learners',
      icon: <TeamOutlined />,
      roles: teachers,
      page: lazy(() => import('./console/learners-page.tsx')),
    },
    {
      path: 'classes/notes',
      label: 'classesStaff.page.notes',
      icon: <AudioOutlined />,
      roles: teachers,
      page: lazy(() => import('./console/notes-page.tsx')),
    },
  ],
};
