import { FieldTimeOutlined, MedicineBoxFilled } from '@ant-design/icons';
import { lazy } from 'react';
import { link } from '../../console/link.ts';
import type { ConsoleService } from '../../console/service.ts';
import { dialOnce } from './console/room-calls.ts';

const alarmPanel = () => import('./console/alarm-panel.tsx');

/** The room is called as soon as its alarm is taken: the panel, which would do it too, takes a while to draw. */
async function callRoom(alarmId: string): Promise<void> {
  const alarm = await link.ask('sos:alarm', { alarmId });
  if (alarm.ok) dialOnce(alarm.value);
}

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
  alarmPanel: lazy(alarmPanel),
  householdPart: lazy(() => import('./console/drill-part.tsx')),
  prepare: () => void alarmPanel(),
  take: async ({ id, owner }) => {
    const reply = await link.deed(owner ? 'sos:look' : 'sos:take', { alarmId: id });
    if (reply.ok) void callRoom(id);
    return reply;
  },
};
