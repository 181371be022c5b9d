import { showDialog } from '../../../tv/components/dialog.ts';
import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage, onReconnect, staleLine } from '../../../tv/components/live-page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView, stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { go, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { Session } from '../protocol/model.ts';
import { sessionPhase } from '../protocol/rules.ts';
import { catalogue } from './catalogue.ts';
import { sessionWord, whenWord, whereWord } from './words.ts';

/** Live lessons of the coming days; one that goes on now is one press away. */
export default class ClassesTimetablePage extends LivePage {
  override get title(): string {
    return t('classes.timetable');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
    void catalogue.refreshTimetable();
  }

  override resume(): void {
    super.resume();
    void catalogue.refreshTimetable();
  }

  protected override listen(): (() => void)[] {
    const refresh = () => void catalogue.refreshTimetable();
    return [
      catalogue.changed.on(() => this.redraw()),
      kit.link.on('classes:changed', refresh),
      kit.link.changed.on(() => this.redraw()),
      kit.clock.minute.on(() => this.redraw()),
      onReconnect(refresh),
    ];
  }

  protected override draw(): Template[] {
    const known = catalogue.timetable;
    if (!known) {
      if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
      return catalogue.refusal ? failedView(() => void catalogue.refreshTimetable()) : loadingView();
    }
    const sessions = known.sessions.filter((one) => sessionPhase(one, kit.clock.now()) !== 'over');
    if (sessions.length === 0) {
      return stateView({ picture: 'calendar', text: t('classes.sessionsNone'), more: t('classes.sessionsNoneHelp') });
    }
    const { w, h } = bodyBox();
    const stale = staleLine(catalogue.at);
    const step = rowHeight(true) + ROW_GAP;
    const rows = sessions.map((session, index) =>
      listRow({
        ...{
          key: session.id,
          w,
          y: index * step,
          picture: session.cancelled ? 'cancel' : session.stream ? 'tv' : 'home',
        },
        text: t('classes.sessionRow', { when: whenWord(session, true), course: session.course }),
        more: t('classes.sessionMore', { title: session.title, teacher: session.teacher, where: whereWord(session) }),
        ...(sessionWord(session) && { value: sessionWord(session) }),
        valueColor: session.cancelled ? 'bad' : 'accent',
        onPress: () => press(session),
      }),
    );
    const box = { x: 0, y: stale.h, w, h: h - stale.h };
    return [...stale.children, { ref: 'Sessions', ...scrollArea(box, rows, rows.length * step - ROW_GAP, step) }];
  }
}

function press(session: Session): void {
  const phase = sessionPhase(session, kit.clock.now());
  if (session.stream && !session.cancelled && (phase === 'soon' || phase === 'now')) {
    go('classes/live', { session: session.id });
    return;
  }
  const text = session.cancelled
    ? t('classes.session.cancelledHelp')
    : t(session.mine ? 'classes.session.mineHelp' : 'classes.session.openHelp', { where: whereWord(session) });
  showDialog({
    picture: 'calendar',
    title: `${session.course} ${whenWord(session)}`,
    text,
    deed: { text: t('classes.session.course'), onPress: () => go('classes/course', { course: session.courseId }) },
  });
}
