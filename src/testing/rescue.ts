import type { QueueItem } from '../protocol/contracts/desk.ts';
import { newId } from '../protocol/ids.ts';
import type { AlarmView } from '../services/sos/protocol.ts';
import { type Client, connectBox, connectStaff, startTestCenter, type TestBox, type TestCenter } from './harness.ts';

/** A center with one television (3号楼 2门301) and one officer on duty (赵值班), for tests of calls for help. */
export interface Rescue {
  readonly center: TestCenter;
  box: TestBox;
  officer: Client;
  /** Moves the center's clock to so many ms ahead of the real one, and lets it look at its timers. */
  later(aheadMs: number): void;
  /** Stops and starts the center; box and officer come back. */
  restart(): Promise<void>;
  /** What the desk was told last about an alarm. */
  atDesk(id: string, staff?: Client): QueueItem | undefined;
  /** What happened to an alarm, as keys of the catalogue, oldest first. */
  deeds(id: string): Promise<string[]>;
  /** Sees an alarm to its end, whoever has it. */
  close(id: string): Promise<void>;
  stop(): Promise<void>;
}

export const newPress = () => ({ alarmId: newId(), pressedAt: new Date().toISOString() });

/** The alarm as a television has heard of it, oldest first. */
export function heard(box: TestBox, id: string): AlarmView[] {
  return box.feed
    .filter((message) => message.name === 'sos:alarm')
    .map((message) => message.body as AlarmView)
    .filter((alarm) => alarm.id === id);
}

/** The states of an alarm as a television has seen them. */
export const seen = (box: TestBox, id: string): string[] => heard(box, id).map((alarm) => alarm.state);

export async function startRescue(settings: Readonly<Record<string, string>> = {}): Promise<Rescue> {
  const center = await startTestCenter(settings);
  const rescue: Rescue = {
    center,
    box: await connectBox(center),
    officer: await connectStaff(center, 'officer'),
    later(aheadMs) {
      center.setClock(aheadMs);
      center.center.place.nudge();
    },
    async restart() {
      await center.restart();
      rescue.box = await connectBox(center, { secret: rescue.box.secret });
      rescue.officer = await connectStaff(center, 'officer');
    },
    atDesk: (id, staff = rescue.officer) =>
      staff.pushes.map((push) => push.body as QueueItem).findLast((item) => item.id === id),
    async deeds(id) {
      const { events } = await rescue.officer.get('desk:history', { id });
      return events.map((event) => event.deed.text);
    },
    async close(alarmId) {
      const admin = await connectStaff(center, 'admin');
      const taken = await admin.ask('sos:take', { alarmId });
      if (!taken.ok) await admin.get('sos:takeOver', { alarmId, words: '测试结束' });
      const { state } = await admin.get('sos:alarm', { alarmId });
      if (state === 'cancelled') await admin.get('sos:callBack', { alarmId, outcome: 'well', words: '' });
      await admin.get('sos:close', { alarmId, code: 'test', words: '' });
      admin.close();
    },
    async stop() {
      rescue.box.close();
      rescue.officer.close();
      await center.stop();
    },
  };
  return rescue;
}
