import type { Ringing } from '../../media/calls/calls.ts';
import { button, buttonHeight } from '../components/button.ts';
import { FocusScope } from '../components/focus-scope.ts';
import { picture } from '../components/picture.ts';
import { label, type Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import { t } from '../text.ts';
import { COLOR, fontSize, lineAt, lineHeight, SAFE, SCREEN, widthAt } from '../theme.ts';
import { faceName, facePicture } from './faces.ts';

/** A quiet green, as nothing else has: somebody rings. */
const GROUND = 0xff16402f;
const NAME = 120;
const DIGIT = 340;
const FACE = 340;
const GAP = 40;
const SECOND_MS = 1_000;

/** Somebody rings: a large face and name, and two answers. It stays as long as it rings. */
export class RingingLayer extends FocusScope {
  #ringing: Ringing | undefined;
  #drawn = '';
  #tick: ReturnType<typeof setInterval> | undefined;

  set ringing(ringing: Ringing) {
    this.#ringing = ringing;
    this.patch({ ...SCREEN, rect: true, colorTop: GROUND, colorBottom: COLOR.ground });
    this.redraw();
  }

  override _attach(): void {
    this.#tick = setInterval(() => this.redraw(), SECOND_MS / 4);
  }

  override _detach(): void {
    clearInterval(this.#tick);
    super._detach();
  }

  /** While only the seconds run, only they change. */
  redraw(): void {
    const ringing = this.#ringing;
    if (!ringing) return;
    const drawn = `${ringing.view.id} ${fontSize('body')} ${ringing.view.autoAnswer?.at}`;
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.children = this.#draw(ringing);
      this.focusOn('answer');
    }
    this.tag('Seconds')?.patch({ text: { text: String(this.#secondsLeft(ringing)) } });
  }

  #secondsLeft({ view: { autoAnswer } }: Ringing): number {
    const left = autoAnswer ? Date.parse(autoAnswer.at) - kit.clock.now() : 0;
    return Math.max(0, Math.ceil(left / SECOND_MS));
  }

  #draw({ view }: Ringing): Template[] {
    const { caller, callerVideo, autoAnswer } = view;
    const side = FACE;
    const faceY = 190;
    const textX = SAFE.x + side + GAP * 2;
    const autoW = autoAnswer ? 420 : 0;
    const textW = SCREEN.w - SAFE.x - textX - autoW;
    const title = t('calls.ring.title', { name: faceName(caller) });
    const nameLines = widthAt(title, NAME) > textW ? 2 : 1;
    const buttonY = SCREEN.h - SAFE.y - lineHeight('hint') - buttonHeight() - 40;
    const w = (SCREEN.w - 2 * SAFE.x - GAP) / 2;
    const nameH = lineAt(NAME) * nameLines;
    return [
      picture({ name: facePicture(caller.picture), side, x: SAFE.x, y: faceY }),
      label({
        text: title,
        px: NAME,
        w: textW,
        lines: nameLines,
        x: textX,
        y: faceY,
      }),
      label({
        text: autoAnswer
          ? t(autoAnswer.video ? 'calls.ring.autoPicture' : 'calls.ring.autoSound')
          : t(callerVideo ? 'calls.ring.picture' : 'calls.ring.sound'),
        size: 'title',
        color: 'quiet',
        w: textW,
        lines: 2,
        x: textX,
        y: faceY + nameH + 20,
      }),
      ...(autoAnswer ? this.#countdown(SCREEN.w - SAFE.x - autoW / 2, faceY - 40) : []),
      button({
        key: 'answer',
        main: true,
        text: t('calls.ring.answer'),
        w,
        x: SAFE.x,
        y: buttonY,
        onPress: () => kit.calls.answer(view.id),
      }),
      button({
        key: 'refuse',
        text: t(autoAnswer ? 'calls.ring.cancel' : 'calls.ring.refuse'),
        w,
        x: SAFE.x + w + GAP,
        y: buttonY,
        onPress: () => kit.calls.refuse(view.id),
      }),
      label({
        text: t(autoAnswer ? 'calls.ring.autoHint' : 'calls.ring.hint'),
        size: 'hint',
        color: 'quiet',
        x: SAFE.x,
        y: SCREEN.h - SAFE.y - lineHeight('hint'),
      }),
    ];
  }

  #countdown(middle: number, y: number): Template[] {
    return [
      { ref: 'Seconds', ...label({ text: '', px: DIGIT, color: 'accent', align: 'center', x: middle, y }) },
      label({
        text: t('calls.ring.auto'),
        size: 'strong',
        color: 'accent',
        align: 'center',
        x: middle,
        y: y + lineAt(DIGIT),
      }),
    ];
  }

  override _handleBack(): boolean {
    if (this.#ringing) kit.calls.refuse(this.#ringing.view.id);
    return true;
  }

  /** Home is no answer. */
  _handleHome(): boolean {
    return true;
  }
}
