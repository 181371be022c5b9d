import { serve } from '../../center/serve.ts';
import { answeredBy } from './center/alarm.ts';
import { callBackHandlers, callBackTimers } from './center/call-back.ts';
import { chainTimers } from './center/chain.ts';
import { detailHandlers } from './center/detail.ts';
import { drillHandlers } from './center/drills.ts';
import { helpHandlers } from './center/helping.ts';
import { noticeTimers } from './center/notices.ts';
import { ownershipHandlers, ownershipTimers } from './center/ownership.ts';
import { pressingHandlers, pressingTimers } from './center/pressing.ts';
import { reportHandlers } from './center/report.ts';
import { roomCallRule } from './center/room-call.ts';
import { sosRoutes } from './center/routes.ts';
import { sos } from './protocol.ts';

/** 01 一键救护 at the center. */
export const sosCenter = serve({
  contract: sos,
  answeredBy,
  timers: { ...pressingTimers, ...chainTimers, ...noticeTimers, ...callBackTimers, ...ownershipTimers },
  handlers: {
    ...pressingHandlers,
    ...detailHandlers,
    ...ownershipHandlers,
    ...helpHandlers,
    ...callBackHandlers,
    ...drillHandlers,
    ...reportHandlers,
  },
  callRules: { sos: roomCallRule },
  routes: sosRoutes,
});
