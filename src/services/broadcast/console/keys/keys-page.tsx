import { Asking } from '../../../../console/parts/asking.tsx';
import { Page } from '../../../../console/parts/page.tsx';
import { say } from '../../../../console/say.ts';
import { allowed } from '../../../../console/service.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { approvers } from '../../protocol.ts';
import { CenterKeysPart } from './center-keys-part.tsx';
import { OwnKeyPart } from './own-key-part.tsx';
import { RootPart } from './root-part.tsx';
import { SignersPart } from './signers-part.tsx';
import { useOwnKey } from './use-own-key.ts';
import '../broadcast.css';
import './keys.css';

/** Who may sign with what: one's own key, everybody's keys, the community's root, and the center's own. */
export default function KeysPage() {
  const { staff } = useMe();
  const own = useOwnKey();
  const mayKeys = allowed(staff.roles, ['admin', ...approvers]);
  const isAdmin = allowed(staff.roles, ['admin']);
  const keys = useAsk('broadcast:keys', mayKeys ? {} : null);
  return (
    <Page title={say('broadcastStaff.page.keys')}>
      <div className={mayKeys ? 'keys keys-two' : 'keys'}>
        <OwnKeyPart own={own} />
        {mayKeys && (
          <div>
            <Asking of={keys}>
              {(state) => (
                <>
                  <RootPart state={state} isAdmin={isAdmin} onDone={(next) => keys.patch(() => next)} />
                  <CenterKeysPart state={state} isAdmin={isAdmin} onDone={(next) => keys.patch(() => next)} />
                </>
              )}
            </Asking>
          </div>
        )}
      </div>
      <SignersPart asked={own.signers} keys={keys.value} isAdmin={isAdmin} />
    </Page>
  );
}
