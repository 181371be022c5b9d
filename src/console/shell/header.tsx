import { BellOutlined, LogoutOutlined, MutedOutlined, SoundOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { bell } from '../alarm/sound.ts';
import { useArmed } from '../alarm/use-ringing.ts';
import { say } from '../say.ts';
import { signOut } from '../session.ts';
import { useLink } from '../use-link.ts';
import type { Me } from './me.ts';

/** Where we are, whether the line and the bell work, who is signed in. */
export function Header({ me }: { me: Me }) {
  const roles = me.staff.roles.map((role) => say(`console.role.${role}`)).join('、');
  return (
    <header className="shell-head">
      <strong className="shell-name">
        {me.merchant?.name ?? say('console.name')}
        <span className="quiet">{me.community.name}</span>
      </strong>
      <LineState />
      <span className="shell-gap" />
      <SoundSwitch />
      <NoticeSwitch />
      <span className="shell-who">
        {me.staff.name} <span className="quiet">{roles}</span>
      </span>
      <Button icon={<LogoutOutlined />} onClick={() => void signOut()}>
        {say('console.do.signOut')}
      </Button>
    </header>
  );
}

function LineState() {
  const { state } = useLink();
  const online = state === 'online';
  return (
    <span className={online ? 'line line-up' : 'line line-down'} role="status">
      {say(online ? 'console.line.online' : 'console.line.offline')}
    </span>
  );
}

function SoundSwitch() {
  const armed = useArmed();
  const ring = () => void bell.arm().then(() => bell.test());
  if (armed) {
    return (
      <Tooltip title={say('console.sound.tryHint')}>
        <Button type="text" icon={<SoundOutlined />} onClick={ring}>
          {say('console.sound.on')}
        </Button>
      </Tooltip>
    );
  }
  return (
    <Button danger type="primary" icon={<MutedOutlined />} onClick={ring}>
      {say('console.sound.turnOn')}
    </Button>
  );
}

/** Shown only while the browser has not been asked, or has been told no. */
function NoticeSwitch() {
  const [permission, setPermission] = useState('Notification' in window ? Notification.permission : 'granted');
  if (permission === 'granted') return null;
  const denied = permission === 'denied';
  return (
    <Tooltip title={say(denied ? 'console.notices.denied' : 'console.notices.hint')}>
      <Button
        icon={<BellOutlined />}
        disabled={denied}
        onClick={() => void Notification.requestPermission().then(setPermission)}
      >
        {say(denied ? 'console.notices.off' : 'console.notices.turnOn')}
      </Button>
    </Tooltip>
  );
}
