import type { MineItem } from '../../protocol/contracts/mine.ts';
import { type StateTone, toneOf } from '../../protocol/states.ts';
import { addDays, clockTime, dayOf, shanghai } from '../../protocol/time.ts';
import { showDialog } from '../components/dialog.ts';
import { listRow, ROW_GAP, rowHeight } from '../components/list-row.ts';
import { LivePage, onReconnect, staleLine } from '../components/live-page.ts';
import { scrollArea } from '../components/scroll-area.ts';
import { failedView, loadingView, offlineView, stateView } from '../components/states.ts';
import { label, type Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import type { PageParams } from '../navigate.ts';
import { back, go } from '../navigate.ts';
import { tvService } from '../services.ts';
import { t, tWire } from '../text.ts';
import { bodyBox, type ColorName, lineHeight } from '../theme.ts';
import { stateWord, whatWord } from './mine-words.ts';

const COLORS: Readonly<Record<StateTone, ColorName>> = { waits: 'accent', moves: 'good', done: 'quiet', over: 'quiet' };

/** 我的事: all that is under way for this household, and below it what was over within the last days. */
export default class MinePage extends LivePage {
  override get title(): string {
    return t('app.mine.title');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
    void kit.mine.refresh();
  }

  override resume(): void {
    super.resume();
    void kit.mine.refresh();
  }

  protected override listen(): (() => void)[] {
    const changed = () => this.redraw();
    return [
      kit.mine.changed.on(changed),
      kit.clock.minute.on(changed),
      kit.link.changed.on(changed),
      onReconnect(() => void kit.mine.refresh()),
    ];
  }

  protected override draw(): Template[] {
    const { live, done, at } = kit.mine;
    if (live.length + done.length === 0) return this.#nothing();
    const { w, h } = bodyBox();
    const stale = staleLine(at ?? kit.clock.now());
    const step = rowHeight(true) + ROW_GAP;
    const children: Template[] = [];
    let y = 0;
    const row = (item: MineItem) => {
      children.push(listRow({ ...rowOf(item), w, y }));
      y += step;
    };
    if (live.length === 0) y += heading(children, t('app.mine.noneLive'), y);
    for (const item of live) row(item);
    if (done.length > 0) y += heading(children, t('app.mine.done'), y);
    for (const item of done) row(item);
    return [...stale.children, scrollArea({ x: 0, y: stale.h, w, h: h - stale.h }, children, y - ROW_GAP, 1)];
  }

  #nothing(): Template[] {
    if (kit.mine.at !== undefined) {
      const deed = { text: t('app.mine.back'), onPress: back };
      return stateView({ picture: 'ok', text: t('app.mine.none'), more: t('app.mine.noneHelp'), deed });
    }
    if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
    return kit.mine.refusal ? failedView(() => void kit.mine.refresh()) : loadingView();
  }
}

/** Adds a line over what follows; gives its height, px. */
function heading(children: Template[], text: string, y: number): number {
  children.push(label({ text, size: 'hint', color: 'quiet', y }));
  return lineHeight('hint') + ROW_GAP;
}

function rowOf(item: MineItem) {
  const { id, service, state, closed } = item;
  return {
    key: id,
    picture: tvService(service)?.picture ?? 'information',
    text: whatWord(item),
    more: [whenWord(item), tWire(`next.${state}`)].filter(Boolean).join('，'),
    value: stateWord(item),
    valueColor: closed ? 'quiet' : COLORS[toneOf(state)],
    onPress: () => open(item),
  };
}

/** '今天 12:30 前到'; without a time that it may be expected at, since when it stands as it does: '10:05'. */
function whenWord({ expectedAt, since, closed }: MineItem): string {
  if (closed || !expectedAt) return momentWord(since);
  return t('app.mine.expected', { time: momentWord(expectedAt) });
}

function momentWord(at: string): string {
  const today = dayOf(kit.clock.now());
  const time = clockTime(at);
  const day = dayOf(at);
  if (day === today) return t('app.mine.today', { time });
  if (day === addDays(today, 1)) return t('app.mine.tomorrow', { time });
  const date = shanghai(at);
  return t('app.mine.date', { month: date.month() + 1, day: date.date(), time });
}

/** To the service's own page of it; in words, where the service is switched off or this build has not got it. */
function open({ id, service }: MineItem): void {
  const there = tvService(service);
  if (!there || !kit.home.current?.services.includes(service)) {
    showDialog({ title: t('refusal.off'), picture: 'information' });
    return;
  }
  const { path, params } = there.itemPage?.(id) ?? { path: there.path, params: {} };
  go(path, params);
}
