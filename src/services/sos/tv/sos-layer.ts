import type { LiveCall } from '../../../media/calls/live-call.ts';
import { durationText } from '../../../tv/calls/words.ts';
import { button, buttonHeight } from '../../../tv/components/button.ts';
import { drillFrame } from '../../../tv/components/drill-frame.ts';
import { FocusScope } from '../../../tv/components/focus-scope.ts';
import { picture } from '../../../tv/components/picture.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import { COLOR, fontSize, grown, lineHeight, SAFE, SCREEN, textWidth } from '../../../tv/theme.ts';
import type { Call } from './call.ts';
import { stepList } from './step-list.ts';
import { talkView } from './talk-view.ts';
import { adviceOf, plainStateOf, stateOf } from './words.ts';

/** A dark, quiet red: this screen is told from all others at a glance, and does not frighten. */
const GROUND = 0xff43131a;
/** Practice: none of the red, and stripes around. */
const DRILL_GROUND = 0xff1d2f52;
const DRILL_EDGE = 34;
/** Of the digits that count down, px: to be read from the floor. */
const DIGIT = 500;
const STATE = 104;
const GAP = 40;
const STEPS_W = 600;
/** While a call is open its sign stands at the top right, above the steps, px. */
const SIGN_H = 72;
const INNER_W = SCREEN.w - 2 * SAFE.x;

/** The call for help, over everything: first the countdown, then who does what, at last the end. */
export class SosLayer extends FocusScope {
  #call: Call | undefined;
  #talk: LiveCall | undefined;
  #drawn = '';
  #tick: ReturnType<typeof setInterval> | undefined;
  /** Back to what lies below; the call goes on. */
  onLeave: (() => void) | undefined;

  set call(call: Call) {
    this.#call = call;
    this.patch({ ...SCREEN, rect: true });
    this.redraw();
  }

  /** The officer talks to the room. */
  set talk(talk: LiveCall | undefined) {
    this.#talk = talk;
    clearInterval(this.#tick);
    if (talk) this.#tick = setInterval(() => this.redraw(), 1_000);
    this.redraw();
  }

  override _detach(): void {
    clearInterval(this.#tick);
    super._detach();
  }

  /** Draws what the call has come to. While only the seconds run, only they change. */
  redraw(): void {
    const call = this.#call;
    if (!call?.stage) return;
    const seconds = String(call.secondsLeft);
    const look = [
      call.stage,
      call.drill,
      call.unreached,
      call.officer,
      call.refusal?.text,
      kit.home.helpPhone,
      fontSize('body'),
      ...call.states,
      this.#talk?.stage,
      this.#talk?.link,
      this.#talk?.said,
      this.#talk?.silenced,
    ];
    const drawn = look.join();
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.patch({ colorTop: call.drill ? DRILL_GROUND : GROUND, colorBottom: COLOR.ground });
      const frame = call.drill ? drillFrame({ ...SCREEN, edge: DRILL_EDGE }) : [];
      this.children = [...this.#draw(call), ...frame];
      this.focusOn('main');
    }
    const clock = this.tag('Seconds');
    if (clock) clock.patch({ text: { text: call.over ? t('sos.tv.closing', { n: seconds }) : seconds } });
    const since = this.#talk?.startedAt;
    this.tag('Talk.Time')?.patch({ text: { text: since ? durationText(kit.clock.now() - since) : '' } });
  }

  #draw(call: Call): Template[] {
    if (call.stage === 'countdown') return this.#countdown(call);
    return call.over ? this.#end(call) : this.#underWay(call);
  }

  #countdown(call: Call): Template[] {
    const middle = SCREEN.w / 2;
    const w = grown(560);
    const buttonY = SCREEN.h - SAFE.y - buttonHeight() - 20;
    const howY = buttonY - lineHeight('strong') - 44;
    const top = SAFE.y + STATE * 1.4;
    const digit = huge('5', DIGIT);
    const digitY = (top + howY - digit.text.lineHeight) / 2;
    return [
      { ...huge(stateOf(call), STATE), x: middle, mountX: 0.5, y: SAFE.y },
      { ref: 'Seconds', ...digit, x: middle, mountX: 0.5, y: digitY },
      label({ text: t('sos.tv.countdown.how'), size: 'strong', align: 'center', x: middle, y: howY }),
      button({
        key: 'main',
        main: true,
        text: t('sos.tv.countdown.send'),
        w,
        x: middle - w - GAP / 2,
        y: buttonY,
        onPress: () => call.send(),
      }),
      button({
        key: 'cancel',
        text: t('sos.tv.countdown.cancel'),
        w,
        x: middle + GAP / 2,
        y: buttonY,
        onPress: () => call.cancel(),
      }),
    ];
  }

  #underWay(call: Call): Template[] {
    const textW = INNER_W - STEPS_W - GAP * 2;
    const lost = call.stage === 'undelivered';
    const w = grown(440);
    const buttonY = SCREEN.h - SAFE.y - buttonHeight() - 20;
    const stateY = SAFE.y + lineHeight('strong') + 30;
    const talk = this.#talk;
    const stepsY = SAFE.y + (talk ? SIGN_H : 0);
    const lines: Template[] = heading(call);
    let y = stateY;
    const add = (text: string, size: 'title' | 'strong', color: 'text' | 'accent' | 'quiet', count: number) => {
      lines.push(label({ text, size, color, w: textW, lines: count, x: SAFE.x, y }));
      y += lineHeight(size) * count + 16;
    };
    // The words of the call itself need the room; that they talk is said there.
    if (talk && call.stage !== 'answered') add(plainStateOf(call), 'title', 'text', 1);
    if (!talk) {
      lines.push({ ...huge(plainStateOf(call), STATE, lost ? COLOR.bad : COLOR.text, textW), x: SAFE.x, y });
      y += STATE * 1.3 + 24;
    }
    if (lost) {
      const what = t(call.drill ? 'sos.tv.drill.call' : 'sos.tv.undelivered.call');
      lines.push({ ...huge(what, STATE * (call.drill ? 0.9 : 1.2), COLOR.accent, textW), x: SAFE.x, y });
      y += STATE * 1.2 * 1.4 + 16;
    } else if (call.officer && !talk) add(call.officer, 'title', 'accent', 1);
    const phone = kit.home.helpPhone;
    if (talk) lines.push(talkView(talk, call.officer, { x: SAFE.x, y, w: textW, h: buttonY - 24 - y }));
    else if (call.refusal) add(tRefusal(call.refusal), 'title', 'text', 3);
    else {
      add(adviceOf(call), lost ? 'strong' : 'title', 'text', call.unreached ? 3 : 2);
      if (phone) add(t('sos.tv.do.phone', { phone }), 'strong', 'quiet', 1);
    }
    return [
      ...lines,
      ...stepList(call, { x: SCREEN.w - SAFE.x - STEPS_W, y: stepsY, w: STEPS_W, h: SCREEN.h - SAFE.y - stepsY }),
      button({ key: 'main', text: t('sos.tv.leave'), w, x: SAFE.x, y: buttonY, onPress: () => this.onLeave?.() }),
      call.unreached
        ? button({
            key: 'well',
            text: t('sos.tv.well'),
            w: grown(300),
            x: SAFE.x + w + GAP,
            y: buttonY,
            onPress: () => call.cancel(),
          })
        : label({
            text: t(call.drill && !lost ? 'sos.tv.drill.note' : 'sos.tv.leave.hint'),
            size: 'hint',
            color: call.drill && !lost ? 'text' : 'quiet',
            w: INNER_W - w - GAP * 2 - STEPS_W - GAP,
            lines: 2,
            x: SAFE.x + w + GAP,
            y: buttonY + (buttonHeight() - 2 * lineHeight('hint')) / 2,
          }),
    ];
  }

  #end(call: Call): Template[] {
    const side = grown(200);
    const w = grown(440);
    const middle = SCREEN.w / 2;
    const cancelled = call.stage === 'cancelled';
    const textW = INNER_W * 0.8;
    const y = 150;
    const stateY = y + side + 40;
    const moreY = stateY + STATE * 1.4 + 10;
    const buttonY = moreY + 2 * lineHeight('strong') + 40;
    return [
      panel({ x: SAFE.x, y: SAFE.y, w: INNER_W, h: SCREEN.h - 2 * SAFE.y, color: 'ground', radius: 40 }),
      picture({ name: cancelled ? 'phone' : 'ok', side, x: middle - side / 2, y }),
      { ...huge(stateOf(call), STATE), x: middle, mountX: 0.5, y: stateY },
      label({
        text: t(cancelled ? 'sos.tv.cancelled.more' : call.drill ? 'sos.tv.drill.closed' : 'sos.tv.closed.more'),
        size: 'strong',
        align: 'center',
        w: textW,
        lines: 2,
        x: (SCREEN.w - textW) / 2,
        y: moreY,
      }),
      button({
        key: 'main',
        text: t('app.dialog.close'),
        w,
        x: middle - w / 2,
        y: buttonY,
        onPress: () => call.dismiss(),
      }),
      {
        ref: 'Seconds',
        ...label({
          text: t('sos.tv.closing', { n: call.secondsLeft }),
          size: 'hint',
          color: 'quiet',
          align: 'center',
          x: middle,
          y: buttonY + buttonHeight() + 24,
        }),
      },
    ];
  }

  override _handleBack(): boolean {
    const call = this.#call;
    if (call?.stage === 'countdown') call.cancel();
    else if (call?.over) call.dismiss();
    else this.onLeave?.();
    return true;
  }
}

/** What this screen is; practice has its word before it, on a ground that nothing else has. */
function heading({ drill }: Call): Template[] {
  const name = (x: number) => label({ text: t('sos.name'), size: 'strong', color: 'quiet', x, y: SAFE.y });
  if (!drill) return [name(SAFE.x)];
  const word = t('sos.tv.drill');
  const w = textWidth(word, 'strong') + 48;
  return [
    panel({ w, h: lineHeight('strong') + 8, color: COLOR.white, radius: 14, x: SAFE.x, y: SAFE.y - 4 }),
    label({ text: word, size: 'strong', color: COLOR.onAccent, x: SAFE.x + 24, y: SAFE.y }),
    name(SAFE.x + w + 24),
  ];
}

/** Letters of a size of their own (px), bigger than the theme's for reading. */
function huge(text: string, px: number, color: number = COLOR.text, w?: number) {
  const { text: look, ...place } = label({ text, color, w, ...(w ? { lines: 2 } : {}) });
  return { ...place, text: { ...look, fontSize: px, lineHeight: Math.round(px * 1.3) } };
}
