import { stringify } from 'csv-stringify/sync';
import { and, eq } from 'drizzle-orm';
import { building, household } from '../../../center/identity/schema.ts';
import { request } from '../../../center/requests/schema.ts';
import type { Reading } from '../../../center/work.ts';
import { say } from '../../../protocol/texts.ts';
import { shanghai } from '../../../protocol/time.ts';
import { sosAlarm } from '../schema.ts';
import { sosStaffText } from '../staff-text.ts';
import { type Alarm, stateOf, view } from './alarm.ts';
import { pressedIn } from './report.ts';

const words = sosStaffText['zh-CN'];
/** Excel takes a file for UTF-8 only if it begins with this. */
const BOM = '\ufeff';

const moment = (at: string | null) => (at ? shanghai(at).format('YYYY-MM-DD HH:mm:ss') : '');
const yes = (is: boolean) => (is ? words['csv.yes'] : words['csv.no']);

interface Line extends Alarm {
  readonly building: string;
  readonly door: string;
}

/** The columns by their headings, in their order. */
const COLUMNS: readonly (readonly [heading: string, cell: (line: Line) => string | number])[] = [
  [words['csv.id'], ({ row }) => row.id],
  [words['csv.drill'], ({ alarm }) => yes(alarm.drill)],
  [words['csv.building'], (line) => line.building],
  [words['csv.door'], (line) => line.door],
  [words['csv.who'], ({ row }) => row.who],
  [words['csv.presses'], ({ alarm }) => alarm.presses],
  [words['csv.pressedAt'], ({ alarm }) => moment(alarm.pressedAt)],
  [words['csv.receivedAt'], ({ row }) => moment(row.openedAt)],
  [words['csv.sentAt'], ({ alarm }) => moment(alarm.sentAt)],
  [words['csv.ownedAt'], ({ alarm }) => moment(alarm.ownedAt)],
  [words['csv.answeredAt'], ({ alarm }) => moment(alarm.answeredAt)],
  [words['csv.dispatchedAt'], ({ alarm }) => moment(alarm.dispatchedAt)],
  [words['csv.arrivedAt'], ({ alarm }) => moment(alarm.arrivedAt)],
  [words['csv.resolvedAt'], ({ alarm }) => moment(alarm.resolvedAt)],
  [words['csv.cancelledAt'], ({ alarm }) => moment(alarm.cancelledAt)],
  [words['csv.closedAt'], ({ row }) => moment(row.closedAt)],
  [words['csv.ownerS'], ({ alarm }) => secondsBetween(alarm.waitsSince, alarm.ownedAt)],
  [words['csv.told'], ({ alarm }) => told(alarm.chain)],
  [words['csv.callBack'], (line) => callBack(line)],
  [words['csv.officer'], ({ row }) => row.ownerName ?? ''],
  [words['csv.state'], ({ row }) => say('zh-CN', `state.${stateOf(row)}`)],
  [words['csv.code'], ({ alarm }) => (alarm.closingCode ? words[`code.${alarm.closingCode}`] : '')],
];

function secondsBetween(from: string, to: string | null): number | string {
  return to ? Math.round((Date.parse(to) - Date.parse(from)) / 100) / 10 : '';
}

/** The steps of the chain that came: '家属、网格员'. */
function told(chain: Line['alarm']['chain']): string {
  return (chain ?? [])
    .filter((step) => step.doneAt)
    .map((step) => say('zh-CN', `sos.who.${step.who}`))
    .join('、');
}

function callBack(line: Line): string {
  const { callback } = view(line);
  return callback ? words[`csv.callBack.${callback}`] : '';
}

/**
 * All alarms first pressed on the days `from` to `to`, drills among them and marked, as CSV (RFC 4180, UTF-8 with BOM).
 * What a spreadsheet would run as a formula is kept from it by a quote in front. Refuses `invalid`.
 */
export async function alarmsCsv({ db, communityId }: Reading, from: string, to: string): Promise<string> {
  const lines = await db
    .select({ row: request, alarm: sosAlarm, building: building.name, door: household.door })
    .from(sosAlarm)
    .innerJoin(request, and(eq(request.communityId, sosAlarm.communityId), eq(request.id, sosAlarm.id)))
    .innerJoin(building, and(eq(building.communityId, sosAlarm.communityId), eq(building.id, sosAlarm.buildingId)))
    .innerJoin(household, and(eq(household.communityId, sosAlarm.communityId), eq(household.id, sosAlarm.householdId)))
    .where(pressedIn(communityId, from, to))
    .orderBy(sosAlarm.pressedAt);
  const table = lines.map((line) => COLUMNS.map(([, cell]) => cell(line)));
  const options = { escape_formulas: true, record_delimiter: 'windows' } as const;
  return BOM + stringify([COLUMNS.map(([heading]) => heading), ...table], options);
}
