import { App, ConfigProvider, Layout } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import { Suspense, useEffect } from 'react';
import type { AskReply } from '../../protocol/services.ts';
import { AlarmLayers } from '../alarm/alarm-layers.tsx';
import { heardOn } from '../alarm/summons.ts';
import { SummonsBar } from '../alarm/summons-bar.tsx';
import { useRinging } from '../alarm/use-ringing.ts';
import { useSummons } from '../alarm/use-summons.ts';
import { CallBar } from '../call/call-bar.tsx';
import { CallDock } from '../call/call-dock.tsx';
import { startCalls, useCalls } from '../call/calls.ts';
import { Asking, Nothing } from '../parts/asking.tsx';
import { useQueueFeed } from '../queue/store.ts';
import { go, useRoute } from '../route.ts';
import { language, say } from '../say.ts';
import { theme } from '../theme.ts';
import { useAsk } from '../use-ask.ts';
import { useLink } from '../use-link.ts';
import { Header } from './header.tsx';
import { MeContext } from './me.ts';
import { PageBoundary } from './page-boundary.tsx';
import { PageMenu } from './page-menu.tsx';
import { pageAt } from './pages.tsx';
import 'dayjs/locale/zh-cn';
import './shell.css';

dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');

/** Everything behind the login. */
export default function Shell() {
  const me = useAsk('desk:me', {});
  return (
    <ConfigProvider locale={language === 'zh-CN' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
      <App style={{ height: '100%' }}>{me.value ? <Desk me={me.value} /> : <Asking of={me}>{() => null}</Asking>}</App>
    </ConfigProvider>
  );
}

function Desk({ me }: { me: AskReply<'desk:me'> }) {
  useQueueFeed();
  const route = useRoute();
  const { state } = useLink();
  const path = route.slice(0, 2).join('/');
  const page = pageAt(path, me.staff.roles);
  const summons = useSummons(me.staff);
  const heard = heardOn(route.join('/'), summons);
  const { ringing: callers, current } = useCalls();
  const ringing = useRinging(me.staff.id, heard, callers.length > 0 && !current);
  useEffect(() => startCalls(me.staff), [me.staff]);
  useEffect(() => {
    if (route.length === 0) go('/queue');
  }, [route]);

  return (
    <MeContext value={me}>
      <div className="shell">
        <AlarmLayers alarms={ringing.alarms} me={me.staff} />
        <SummonsBar summons={heard} />
        <CallBar />
        {state !== 'online' && (
          <p className="shell-offline" role="alert">
            {say('console.line.noAlarms')}
          </p>
        )}
        <Header me={me} />
        {me.community.sample && (
          <p className="sample">
            {say('console.sample.banner')}
            {me.autoEnrol && say('console.sample.autoEnrol')}
            {me.autoEnrolScreen && say('console.sample.autoEnrolScreen')}
          </p>
        )}
        <Layout className="shell-main" hasSider>
          <Layout.Sider width={176} className="shell-menu">
            <PageMenu roles={me.staff.roles} current={page?.path} summons={summons} />
          </Layout.Sider>
          <Layout.Content className="shell-page">
            <PageBoundary key={page?.path}>
              <Suspense fallback={<p className="shell-wait">{say('console.state.loading')}</p>}>
                {page ? <page.page /> : route.length > 0 && <Nothing words={say('console.state.noPage')} />}
              </Suspense>
            </PageBoundary>
          </Layout.Content>
        </Layout>
        <CallDock />
      </div>
    </MeContext>
  );
}
