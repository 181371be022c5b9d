import { useEffect, useMemo } from 'react';
import { Asking } from '../../../../console/parts/asking.tsx';
import { Page } from '../../../../console/parts/page.tsx';
import { go, useRoute } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { newId } from '../../../../protocol/ids.ts';
import type { Draft } from '../../protocol.ts';
import { LastLook } from '../look/last-look.tsx';
import { DrillFrame } from '../parts/drill-frame.tsx';
import { useMessages } from '../parts/use-messages.ts';
import { blankDraft } from './draft.ts';
import { Editor } from './editor.tsx';
import { LocalDrafts } from './local-drafts.ts';
import { StartList } from './start-list.tsx';
import { WaitingNote } from './waiting-note.tsx';
import '../broadcast.css';
import './write.css';

/** Where broadcasts of one kind are written: `#/broadcast/send` chooses, `…/<id>` writes, `…/<id>/look` looks once more. */
export function WritePlace({ drill }: { drill: boolean }) {
  const { staff, community } = useMe();
  const [, page = '', id, look] = useRoute();
  const messages = useMessages();
  const templates = useAsk('broadcast:templates', {}, ['broadcast:changed']);
  const local = useMemo(() => new LocalDrafts(staff.id, window.localStorage), [staff.id]);
  const blank = blankDraft(say('broadcastStaff.write.defaultSender', { community: community.name }), drill);
  const home = `/broadcast/${page}`;

  const begin = (draft: Draft) => {
    const fresh = newId();
    local.begin(fresh, draft);
    go(`${home}/${fresh}`);
  };
  const content = (
    <Page title={say(drill ? 'broadcastStaff.page.drill' : 'broadcastStaff.page.send')}>
      <Asking of={messages}>
        {({ messages: all }) => {
          const message = all.find((one) => one.id === id);
          if (id === undefined) {
            return (
              <StartList
                drill={drill}
                blank={blank}
                messages={all}
                templates={templates}
                local={local}
                onBegin={begin}
              />
            );
          }
          // A drill is never written on the page for what is real, nor the other way round.
          if ((message?.draft ?? local.find(id))?.drill === !drill) return <Elsewhere id={id} drill={!drill} />;
          if (message && message.state !== 'draft' && message.state !== 'returned') {
            return <WaitingNote message={message} home={home} onAgain={begin} />;
          }
          if (look && message?.content)
            return <LastLook key={id} message={message} home={home} onDone={messages.learn} />;
          return (
            <Editor
              key={id}
              id={id}
              message={message}
              blank={blank}
              templates={templates.value?.templates ?? []}
              local={local}
              home={home}
              onPrepared={(prepared) => {
                messages.learn(prepared);
                go(`${home}/${id}/look`);
              }}
            />
          );
        }}
      </Asking>
    </Page>
  );
  return drill ? <DrillFrame>{content}</DrillFrame> : content;
}

function Elsewhere({ id, drill }: { id: string; drill: boolean }) {
  useEffect(() => go(`/broadcast/${drill ? 'drill' : 'send'}/${id}`), [id, drill]);
  return null;
}
