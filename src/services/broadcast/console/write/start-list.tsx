import { FileAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Asking, Nothing } from '../../../../console/parts/asking.tsx';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import type { Asked } from '../../../../console/use-ask.ts';
import type { AskReply } from '../../../../protocol/services.ts';
import { type Draft, HAZARDS, type Message, type Template } from '../../protocol.ts';
import { HAZARD_SIGNS } from '../parts/hazards.tsx';
import { LevelMark } from '../parts/level-mark.tsx';
import { draftsOf } from '../parts/standing.ts';
import { inOrder } from '../parts/templates.ts';
import { draftFrom } from './draft.ts';
import { DraftList } from './draft-list.tsx';
import type { LocalDrafts } from './local-drafts.ts';

/** What a broadcast begins from: one that is half written, an approved template, or an empty page. */
export function StartList(props: {
  drill: boolean;
  blank: Draft;
  messages: readonly Message[];
  templates: Asked<AskReply<'broadcast:templates'>>;
  local: LocalDrafts;
  onBegin(draft: Draft): void;
}) {
  const { staff } = useMe();
  const { mine, others } = draftsOf(props.messages, props.drill, staff.id);
  return (
    <>
      <DraftList drill={props.drill} mine={mine} others={others} messages={props.messages} local={props.local} />
      <section className="panel">
        <div className="row apart">
          <h2>{say('broadcastStaff.write.fromTemplate')}</h2>
          <Button icon={<FileAddOutlined />} onClick={() => props.onBegin(props.blank)}>
            {say('broadcastStaff.write.fromBlank')}
          </Button>
        </div>
        <Asking of={props.templates}>
          {({ templates }) =>
            templates.length === 0 ? (
              <Nothing words={say('broadcastStaff.write.noTemplates')} />
            ) : (
              <Hazards
                templates={templates}
                onChoose={(template) => props.onBegin(draftFrom(template, props.blank, Date.now()))}
              />
            )
          }
        </Asking>
      </section>
    </>
  );
}

function Hazards(props: { templates: readonly Template[]; onChoose(template: Template): void }) {
  return (
    <div className="hazards">
      {HAZARDS.map((hazard) => {
        const here = inOrder(props.templates).filter((template) => template.hazard === hazard);
        if (here.length === 0) return null;
        return (
          <section key={hazard} className="hazard" aria-label={say(`broadcast.hazard.${hazard}`)}>
            <h3>
              {HAZARD_SIGNS[hazard]} {say(`broadcast.hazard.${hazard}`)}
            </h3>
            {here.map((template) => (
              <Button key={template.id} block className="hazard-template" onClick={() => props.onChoose(template)}>
                <LevelMark level={template.level} /> <span className="hazard-name">{template.name}</span>
                {!template.approvedBy && (
                  <span className="quiet small">{say('broadcastStaff.templates.unapproved')}</span>
                )}
              </Button>
            ))}
          </section>
        );
      })}
    </div>
  );
}
