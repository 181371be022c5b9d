import { AudioOutlined, PhoneFilled, VideoCameraOutlined } from '@ant-design/icons';
import { Button } from 'antd-mobile';
import type { Party } from '../../protocol/contracts/calls.ts';
import { say } from '../say.ts';
import { useLink } from '../use-link.ts';
import type { Me } from './home-page.tsx';

/** The one big button, voice only, and the center. */
export function CallButtons({ me, onCall }: { me: Me; onCall(to: Party, video: boolean): void }) {
  const offline = useLink().state !== 'online';
  const home: Party = { kind: 'household', id: me.household.id };
  return (
    <section className="home-calls">
      <Button className="call-video" color="success" block disabled={offline} onClick={() => onCall(home, true)}>
        <VideoCameraOutlined /> {say('phone.home.video')}
      </Button>
      <Button className="call-voice" block disabled={offline} onClick={() => onCall(home, false)}>
        <AudioOutlined /> {say('phone.home.voice')}
      </Button>
      <div className="home-center">
        <Button block disabled={offline} onClick={() => onCall({ kind: 'desk' }, true)}>
          {say('phone.home.center')}
        </Button>
        {me.helpPhone && (
          <a className="home-help" href={`tel:${me.helpPhone.replace(/[^\d+]/g, '')}`}>
            <PhoneFilled /> {say('phone.home.help', { phone: me.helpPhone })}
          </a>
        )}
      </div>
    </section>
  );
}
