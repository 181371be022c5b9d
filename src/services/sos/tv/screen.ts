import type { LiveCall } from '../../../media/calls/live-call.ts';
import { clockTime } from '../../../protocol/time.ts';
import { CallPictures } from '../../../tv/calls/pictures.ts';
import { kit } from '../../../tv/kit.ts';
import type { Layer } from '../../../tv/layers.ts';
import { t } from '../../../tv/text.ts';
import { COLOR } from '../../../tv/theme.ts';
import { Call, type CallStage } from './call.ts';
import { SecondWay } from './second-way.ts';
import { SosLayer } from './sos-layer.ts';
import { bannerOf, spokenOf } from './words.ts';

/** Above every warning. */
const BANNER_RANK = 100;
/** That this home practises is worth a line where nothing else is. */
const DRILL_RANK = 1;
/** While it is not delivered, the voice says again what to do, ms. */
const SAY_AGAIN_MS = 20_000;

/** Shows the call for help of this home: over everything, or as a line at the bottom once the resident has left it. */
class SosScreen {
  readonly call = new Call(kit);
  #layer: Layer<SosLayer> | undefined;
  #hideBanner: (() => void) | undefined;
  #banner = '';
  #cameBack = '';
  #said = '';
  #ticked = 0;
  #again: ReturnType<typeof setInterval> | undefined;
  /** The officer's call, as this screen carries it. */
  #talk: { readonly call: LiveCall; readonly pictures: CallPictures } | undefined;
  #talkShown = '';

  /** Runs once at boot. */
  start(): void {
    new SecondWay(kit).start();
    kit.emergency.on(() => this.press());
    this.call.changed.on(() => this.#follow());
    this.call.practice.changed.on(() => this.#follow());
    kit.calls.changed.on(() => this.#followTalk());
    kit.home.changed.on(() => this.#layer?.component.redraw());
    kit.settings.changed.on(() => this.#layer?.component.redraw());
    // The box was switched off in the middle of it.
    if (this.call.own) this.open();
    this.#follow();
  }

  /** The emergency key, and the button that does the same. */
  press(): void {
    this.call.press();
    this.open();
  }

  /** Lays it over everything. */
  open(): void {
    if (this.#layer || !this.call.stage) return;
    this.#layer = kit.layers.show('sos', SosLayer, { call: this.call });
    this.#layer.component.onLeave = () => this.#leave();
    this.#followTalk();
    this.#follow();
  }

  #leave(): void {
    this.#layer?.close();
    this.#layer = undefined;
    this.#followTalk();
    this.#follow();
  }

  /** The officer's call is heard and drawn here; left for the television it goes on with a screen of its own. */
  #followTalk(): void {
    const { current } = kit.calls;
    const officers = current?.purpose === 'sos' ? current : undefined;
    if (officers && officers.id !== this.#talkShown) {
      this.#talkShown = officers.id;
      this.open();
    }
    const talk = this.#layer && officers;
    kit.calls.carry(talk && 'sos');
    if (this.#talk?.call !== talk) {
      this.#talk?.pictures.close();
      this.#talk = talk && {
        call: talk,
        pictures: new CallPictures(talk, 'sos', () => this.#layer?.component.redraw()),
      };
    }
    this.#talk?.pictures.follow();
    if (this.#layer) this.#layer.component.talk = talk;
  }

  #follow(): void {
    const { stage, refusal } = this.call;
    if (!stage && this.#layer) this.#leave();
    // What was thought to be taken back is not: the resident must know.
    if (refusal && !this.#layer) this.open();
    this.#comeBack();
    this.#layer?.component.redraw();
    this.#showBanner(stage);
    this.#sound(stage);
  }

  /** Nobody was reached after a cancel: it lies over everything again, once. */
  #comeBack(): void {
    const id = this.call.unreached ? (this.call.id ?? '') : '';
    if (id === this.#cameBack) return;
    this.#cameBack = id;
    if (id) this.open();
  }

  #showBanner(stage: CallStage | undefined): void {
    const { drill, practice } = this.call;
    const practising = !stage && practice.until;
    const text = practising
      ? t('sos.tv.drill.banner', { time: clockTime(practising) })
      : stage && !this.#layer
        ? bannerOf(this.call)
        : '';
    if (text === this.#banner) return;
    this.#banner = text;
    this.#hideBanner?.();
    const look =
      drill || practising
        ? { tag: t('sos.tv.drill'), color: COLOR.white, rank: practising ? DRILL_RANK : BANNER_RANK }
        : { tag: t('sos.tv.banner.tag'), color: COLOR.bad, rank: BANNER_RANK };
    this.#hideBanner = text ? kit.banners.show({ ...look, ink: COLOR.onAccent, text }) : undefined;
  }

  /** Says each stage once, whether the voice guide is on or not; what is pressed in another room is not spoken here. */
  #sound(stage: CallStage | undefined): void {
    const tick = stage === 'countdown' ? this.call.secondsLeft : 0;
    // The seconds beep only when it is meant; practice is told from it by ear, too.
    const beep = this.call.drill ? this.#ticked === 0 : tick !== this.#ticked;
    if (tick > 0 && beep) void kit.tones.play(this.call.drill ? 'drill' : 'sos');
    this.#ticked = tick;
    const words = this.call.own ? spokenOf(this.call) : '';
    const said = `${stage} ${words}`;
    if (said === this.#said) return;
    this.#said = said;
    clearInterval(this.#again);
    if (!words) return;
    void kit.voice.speak(words, { always: true });
    if (stage === 'undelivered') {
      this.#again = setInterval(() => void kit.voice.speak(words, { always: true }), SAY_AGAIN_MS);
    }
  }
}

/** The one of this box. */
export const sosScreen = new SosScreen();
