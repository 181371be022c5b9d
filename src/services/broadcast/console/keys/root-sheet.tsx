import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { shanghai } from '../../../../protocol/time.ts';

/** The sheet of paper that lies in the safe beside the stick: whose root it is, its fingerprint, and what to do with it. */
export function RootSheet({ root, print }: { root: string; print: string }) {
  const { community } = useMe();
  return (
    <article className="root-sheet">
      <h1>{say('broadcastStaff.root.sheet', { community: community.name })}</h1>
      <p>{shanghai(Date.now()).format('YYYY-MM-DD')}</p>
      <p className="root-sheet-print">{print}</p>
      <p className="key-text">{root}</p>
      <ol>
        {([1, 2, 3, 4] as const).map((line) => (
          <li key={line}>{say(`broadcastStaff.root.sheet.${line}`)}</li>
        ))}
      </ol>
      <p>{say('broadcastStaff.root.sheet.signed')}</p>
    </article>
  );
}
