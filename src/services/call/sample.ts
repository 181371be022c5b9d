import { doorsOf } from '../../center/identity/households.ts';
import { addInvitation, takeInvitation } from '../../center/identity/relatives.ts';
import { newToken } from '../../center/identity/secrets.ts';
import type { Work } from '../../center/work.ts';
import type { Relation } from '../../protocol/contracts/relatives.ts';
import { arrange } from './center/book.ts';
import { askNeighbour } from './center/neighbours.ts';

/** 王奶奶's home: a daughter and a son whose phones are off, a neighbour below, and favourites on digits. */
const HOME = '3号楼 2门301';
const NEIGHBOUR = '3号楼 2门101';
const ASKING = '1号楼 1门502';
const RELATIVES: readonly { relation: Relation; name: string }[] = [
  { relation: 'daughter', name: '王丽' },
  { relation: 'son', name: '张伟' },
];

/** Fills the sample home's contacts. */
export async function sampleCalls(work: Work): Promise<void> {
  const doors = new Map(
    (await doorsOf(work.db, work.communityId)).map(({ label, householdId }) => [label, householdId]),
  );
  const [home, neighbour, asking] = [HOME, NEIGHBOUR, ASKING].map((label) => doors.get(label));
  if (!home || !neighbour || !asking) throw new Error('the sample homes have moved');
  const relatives: string[] = [];
  for (const { relation, name } of RELATIVES) {
    const { token } = await addInvitation(work, { householdId: home, relation });
    const { row } = await takeInvitation(work, { token, name, secret: newToken() });
    relatives.push(row.id);
  }
  await askNeighbour(work, neighbour, home);
  await askNeighbour(work, home, neighbour);
  await askNeighbour(work, asking, home);
  const [daughter = '', son = ''] = relatives;
  await arrange(work, home, [
    { party: { kind: 'relative', id: daughter }, digit: 1 },
    { party: { kind: 'relative', id: son }, digit: 2 },
    { party: { kind: 'household', id: neighbour }, digit: 3 },
    { party: { kind: 'desk' }, digit: 9 },
  ]);
}
