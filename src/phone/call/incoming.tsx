import { PhoneFilled } from '@ant-design/icons';
import type { CallView } from '../../protocol/contracts/calls.ts';
import { Face } from '../home/face.tsx';
import { say } from '../say.ts';
import { calls } from './calls.ts';

/** It rings: who, and two deeds that look different in shape, colour and word. */
export function Incoming({ view }: { view: CallView }) {
  const { caller, callerVideo, id } = view;
  return (
    <main className="call incoming" role="alertdialog" aria-label={say('phone.call.incoming')}>
      <div className="call-who">
        <Face name={caller.name} />
        <h1>{caller.name}</h1>
        <p>{say(callerVideo ? 'phone.call.incomingVideo' : 'phone.call.incomingVoice')}</p>
      </div>
      <button type="button" className="plain plain-light" onClick={() => calls.answer(id, false)}>
        {say('phone.call.answerVoice')}
      </button>
      <div className="call-deeds">
        <button type="button" className="round round-refuse" onClick={() => void calls.refuse(id)}>
          <PhoneFilled className="down" />
          <span>{say('phone.call.refuse')}</span>
        </button>
        <button type="button" className="round round-answer" onClick={() => calls.answer(id)}>
          <PhoneFilled />
          <span>{say('phone.call.answer')}</span>
        </button>
      </div>
    </main>
  );
}
