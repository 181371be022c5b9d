import type { LiveCall } from '../../media/calls/live-call.ts';
import { bannerHeight } from '../components/banner-line.ts';
import { button, buttonHeight } from '../components/button.ts';
import { FocusScope } from '../components/focus-scope.ts';
import { Ground } from '../components/ground.ts';
import { picture } from '../components/picture.ts';
import { label, outline, panel, type Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import { t } from '../text.ts';
import { fontSize, grown, lineHeight, SAFE, SCREEN, textWidth } from '../theme.ts';
import { faceName, facePicture } from './faces.ts';
import { fitText } from './fit-text.ts';
import { type CallPictures, OWN_FRAME } from './pictures.ts';
import { deviceWord, durationText, standing } from './words.ts';

const FACE = 320;
/** With words of the officer below it, px. */
const SMALL_FACE = 150;
const GAP = 32;
const PAD = 28;
/** Behind words that stand over a picture: dark enough for 7 : 1 on whatever there is. */
const VEIL = 0xd8101820;
/** The buttons lie over the picture so long after the last key, ms. */
const BAR_MS = 8_000;
const SECOND_MS = 1_000;
/** The officer's words lie below this, px: below our own picture, or below what else is said in the middle. */
const SAID_TOP = { free: 370, below: 500 } as const;

/** A call that is being dialled or talked in: the other side's picture or face, how it stands, and what can be done. */
export class TalkLayer extends FocusScope {
  #call: LiveCall | undefined;
  #pictures: CallPictures | undefined;
  #drawn = '';
  #barUntil = performance.now() + BAR_MS;
  #tick: ReturnType<typeof setInterval> | undefined;
  /** Back, or 挂断: asks first where they talk. */
  onHangUp: (() => void) | undefined;

  static override _template() {
    return { Back: { type: Ground, holes: [] }, Content: {} };
  }

  set talk({ call, pictures }: { readonly call: LiveCall; readonly pictures: CallPictures }) {
    this.#call = call;
    this.#pictures = pictures;
    this.patch({ ...SCREEN });
    this.redraw();
  }

  override _attach(): void {
    this.#tick = setInterval(() => this.redraw(), SECOND_MS);
    this.until(
      kit.pressed.on(() => this.#showKeys()),
      kit.banners.changed.on(() => this.redraw()),
    );
  }

  override _detach(): void {
    clearInterval(this.#tick);
    super._detach();
  }

  /** While only the seconds run, only they change. */
  redraw(): void {
    const call = this.#call;
    if (!call) return;
    // On hold neither side sends anything: black pictures would look like a defect.
    const held = call.stage === 'held';
    const seen = !held && this.#pictures?.remoteSeen === true;
    const own = !held && this.#pictures?.ownSeen === true;
    const bar = !seen || performance.now() < this.#barUntil;
    const stands = standing(call);
    const look = [
      call.id,
      call.stage,
      seen,
      own,
      bar,
      stands?.text,
      call.muted,
      call.silenced,
      call.pictureOn,
      call.said,
    ];
    const drawn = [
      ...look,
      floor(),
      call.otherPicture,
      deviceWord(call),
      faceName(call.other),
      fontSize('body'),
    ].join();
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      const focus = this.focused?.spec.key;
      this.tag('Back').patch({ visible: !seen, holes: own ? [OWN_FRAME] : [] });
      this.tag('Content').children = [
        ...(own ? [{ ...OWN_FRAME, children: [outline({ ...OWN_FRAME, color: 'quiet', radius: 8 }, 4)] }] : []),
        ...this.#head(call),
        ...this.#middle(call, seen),
        ...this.#notes(call, seen, bar),
        ...this.#keys(call, bar),
      ];
      this.focusOn(focus ?? 'hangUp');
    }
    const time = isTimed(call) ? durationText(kit.clock.now() - (call.startedAt ?? 0)) : '';
    this.tag('Content.Head.Time')?.patch({ text: { text: time } });
  }

  #head(call: LiveCall): Template[] {
    const name = faceName(call.other);
    const timeW = isTimed(call) ? fontSize('strong') * 4 : 0;
    const most = SCREEN.w - 2 * SAFE.x - OWN_FRAME.w - GAP;
    const w = Math.min(most, textWidth(name, 'strong') + timeW + 2 * PAD);
    const h = lineHeight('strong') + 20;
    return [
      {
        ref: 'Head',
        x: SAFE.x,
        y: SAFE.y,
        children: [
          panel({ w, h, color: VEIL }),
          label({ text: name, size: 'strong', w: w - timeW - 2 * PAD + 8, lines: 1, x: PAD, y: 10 }),
          { ref: 'Time', ...label({ text: '', size: 'strong', color: 'accent', align: 'right', x: w - PAD, y: 10 }) },
        ],
      },
    ];
  }

  /** The face where there is no picture, and in words how it stands. */
  #middle(call: LiveCall, seen: boolean): Template[] {
    const stands = standing(call);
    const middle = SCREEN.w / 2;
    const w = SCREEN.w - 2 * SAFE.x;
    const words = stands ?? (seen ? undefined : { text: t('calls.state.talking'), more: t('calls.state.noPicture') });
    // Big text needs the height for itself: the face does not grow with it.
    const side = call.said ? SMALL_FACE : FACE;
    const y = call.said ? 110 : 150;
    const textY = seen && !call.said ? SCREEN.h / 2 - lineHeight('title') : y + side + (call.said ? 10 : 20);
    if (!words) return [];
    const h = lineHeight('title') + (words.more ? lineHeight('body') : 0) + 2 * PAD;
    const veilW = Math.max(textWidth(words.text, 'title'), textWidth(words.more ?? '', 'body')) + 4 * PAD;
    return [
      ...(seen
        ? [panel({ w: veilW, h, color: VEIL, x: middle - veilW / 2, y: textY - PAD })]
        : [picture({ name: facePicture(call.other?.picture), side, x: middle - side / 2, y })]),
      label({ text: words.text, size: 'title', align: 'center', w, lines: 1, x: SAFE.x, y: textY }),
      ...(words.more
        ? [
            label({
              text: words.more,
              color: 'quiet',
              align: 'center',
              w,
              lines: 1,
              x: SAFE.x,
              y: textY + lineHeight('title'),
            }),
          ]
        : []),
    ];
  }

  /** What the officer writes, and what is the matter with sound and picture of ours. */
  #notes(call: LiveCall, seen: boolean, bar: boolean): Template[] {
    const bottom = floor() - lineHeight('hint') - (bar ? buttonHeight() + GAP : 0) - GAP;
    const note = call.muted ? t('calls.do.muted') : deviceWord(call);
    const lines: Template[] = [];
    let y = bottom;
    if (note) {
      const w = textWidth(note, 'hint') + 2 * PAD;
      const h = lineHeight('hint') + 12;
      y -= h;
      lines.push(panel({ w, h, color: VEIL, x: SAFE.x, y }));
      lines.push(label({ text: note, size: 'hint', color: 'accent', x: SAFE.x + PAD, y: y + 6 }));
    }
    if (!call.said) return lines;
    const w = SCREEN.w - 2 * SAFE.x;
    const text = `${t('calls.said.by', { name: faceName(call.other) })}：${call.said}`;
    if (note) y -= 12;
    const top = seen && !standing(call) ? SAID_TOP.free : SAID_TOP.below;
    const { size, lines: count, h: textH } = fitText(text, w - 2 * PAD, y - top - 24);
    const h = textH + 24;
    y -= h;
    lines.push(panel({ w, h, color: VEIL, x: SAFE.x, y }));
    lines.push(label({ text, size, w: w - 2 * PAD, lines: count, x: SAFE.x + PAD, y: y + 12 }));
    return lines;
  }

  #keys(call: LiveCall, bar: boolean): Template[] {
    const hintY = floor() - lineHeight('hint');
    const talks = call.stage === 'talking' || call.stage === 'held';
    const mute = t(call.muted ? 'calls.do.unmute' : 'calls.do.mute');
    const pictures = t(call.pictureOn ? 'calls.do.pictureOff' : 'calls.do.pictureOn');
    const text = talks
      ? bar
        ? t('calls.do.keys', { mute, picture: pictures })
        : t('calls.do.hint')
      : t('calls.do.back');
    const w = textWidth(text, 'hint') + 2 * PAD;
    const hint = [
      panel({ w, h: lineHeight('hint') + 8, color: VEIL, x: SAFE.x - PAD / 2, y: hintY - 4 }),
      label({ text, size: 'hint', color: 'quiet', x: SAFE.x + PAD / 2, y: hintY }),
    ];
    if (!bar) return hint;
    const deeds = [
      ...(talks
        ? [
            { key: 'mute', text: mute, onPress: () => this.#mute() },
            {
              key: 'picture',
              text: pictures,
              onPress: () => this.#picture(),
            },
          ]
        : []),
      { key: 'hangUp', text: t(talks ? 'calls.do.hangUp' : 'calls.do.cancel'), onPress: () => this.onHangUp?.() },
    ];
    const buttonW = grown(400);
    const y = hintY - GAP / 2 - buttonHeight();
    return [
      ...hint,
      ...deeds.map((deed, index) => button({ ...deed, w: buttonW, x: SAFE.x + index * (buttonW + GAP), y })),
    ];
  }

  /** Any key brings the buttons; drawn afterwards, so that this press is not theirs. */
  #showKeys(): void {
    this.#barUntil = performance.now() + BAR_MS;
    setTimeout(() => this.attached && this.redraw());
  }

  #mute(): void {
    const call = this.#call;
    if (call) call.mute(!call.muted);
  }

  #picture(): void {
    const call = this.#call;
    if (call) void call.picture(!call.pictureOn);
  }

  /** OK while no button is there only brings them. */
  override _handleEnter(): boolean {
    return true;
  }

  _handleGreen(): boolean {
    this.#mute();
    return true;
  }

  _handleYellow(): boolean {
    this.#picture();
    return true;
  }

  override _handleBack(): boolean {
    this.onHangUp?.();
    return true;
  }

  /** Nobody leaves a call by accident. */
  _handleHome(): boolean {
    return true;
  }
}

/** It runs once they have been connected. */
function isTimed({ startedAt, link }: LiveCall): boolean {
  return startedAt !== undefined && (link === 'connected' || link === 'reconnecting');
}

/** Lowest px that words may take: above the line of a warning that goes on. */
function floor(): number {
  return SCREEN.h - (kit.banners.current ? bannerHeight() + 12 : SAFE.y);
}
