import { newId } from '../../../protocol/ids.ts';
import { button, buttonHeight } from '../../../tv/components/button.ts';
import { LivePage } from '../../../tv/components/live-page.ts';
import { picture } from '../../../tv/components/picture.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { back, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, grown, lineHeight } from '../../../tv/theme.ts';
import { NOTE_S } from '../protocol/model.ts';
import { type Recorded, Recorder, type RecordFault } from './recorder.ts';
import { sendNote } from './send-note.ts';
import { atWord } from './words.ts';

type State =
  | { readonly at: 'ready' | 'opening' | 'recording' | 'sent' }
  | { readonly at: 'fault'; readonly fault: RecordFault }
  | {
      readonly at: 'recorded' | 'sending' | 'notSent' | 'notHeard';
      readonly note: string;
      readonly recorded: Recorded;
    };

const RED = 0xffff5a4f;
const BUTTON = 480;
const GAP = 32;

/** A question to the teacher by voice: recorded while a red sign is to be seen, heard once more, and sent by the person. */
export default class ClassesAskPage extends LivePage {
  readonly #recorder = new Recorder({ open: async (rule, wish) => (await kit.calls.start()).devices.open(rule, wish) });
  #course = '';
  #teacher = '';
  #state: State = { at: 'ready' };
  #heard: HTMLAudioElement | undefined;

  override get title(): string {
    return t('classes.ask', { teacher: this.#teacher });
  }

  override begin(params: PageParams): void {
    this.#course = String(params.course ?? '');
    this.#teacher = String(params.teacher ?? '');
    this.#state = { at: 'ready' };
    super.begin(params);
    this.focusOn('deed');
  }

  protected override listen(): (() => void)[] {
    const ticking = setInterval(() => this.#state.at === 'recording' && this.redraw(), 500);
    return [
      this.#recorder.done.on((result) => this.#finish(result)),
      // A call or a warning has the room: nobody must be overheard.
      kit.layers.changed.on(() => kit.layers.top && this.#recorder.finish()),
      () => clearInterval(ticking),
      () => this.#recorder.drop(),
      () => this.#hush(),
      () => {
        if (this.#state.at === 'recording' || this.#state.at === 'opening') this.#state = { at: 'ready' };
      },
    ];
  }

  #enter(state: State): void {
    this.#state = state;
    this.redraw();
    this.focusOn('deed');
    kit.voice.guide([this.#words().text, this.focused?.words].filter(Boolean).join('。'));
  }

  async #record(): Promise<void> {
    this.#hush();
    kit.voice.hush();
    this.#enter({ at: 'opening' });
    if (await this.#recorder.start()) {
      this.#state = { at: 'recording' };
      this.redraw();
      this.focusOn('deed');
    }
  }

  #finish(result: Recorded | RecordFault): void {
    if (typeof result === 'string') this.#enter({ at: 'fault', fault: result });
    else this.#enter({ at: 'recorded', note: newId(), recorded: result });
  }

  async #send(note: string, recorded: Recorded): Promise<void> {
    this.#hush();
    this.#enter({ at: 'sending', note, recorded });
    const outcome = await sendNote(kit, { note, course: this.#course, sound: recorded.sound });
    if (this.#state.at !== 'sending') return;
    this.#enter(outcome === 'sent' ? { at: 'sent' } : { at: outcome, note, recorded });
  }

  #listenTo({ sound }: Recorded): void {
    this.#hush();
    const audio = new Audio(URL.createObjectURL(sound));
    this.#heard = audio;
    void audio.play().catch(() => this.#hush());
  }

  #hush(): void {
    if (!this.#heard) return;
    this.#heard.pause();
    URL.revokeObjectURL(this.#heard.src);
    this.#heard = undefined;
  }

  #words(): { picture: string; text: string; more: string } {
    const state = this.#state;
    const phone = kit.home.helpPhone;
    const byPhone = phone ? t('classes.ask.byPhone', { phone, teacher: this.#teacher }) : t('classes.ask.noPhone');
    switch (state.at) {
      case 'ready':
      case 'opening':
        return { picture: 'classes', text: t(`classes.ask.${state.at}`), more: t('classes.ask.readyHelp') };
      case 'recording':
        return { picture: '', text: t('classes.ask.recording'), more: t('classes.ask.recordingHelp') };
      case 'recorded':
        return {
          picture: 'sound-on',
          text: t('classes.ask.recorded', { length: atWord(state.recorded.seconds) }),
          more: t('classes.ask.recordedHelp'),
        };
      case 'sending':
        return { picture: 'wait', text: t('classes.ask.sending'), more: '' };
      case 'sent':
        return { picture: 'ok', text: t('classes.ask.sent'), more: t('classes.ask.sentHelp') };
      case 'notSent':
        return { picture: 'offline', text: t('classes.ask.notSent'), more: byPhone };
      case 'notHeard':
        return { picture: 'warning', text: t('classes.ask.notHeard'), more: t('classes.ask.notHeardHelp') };
      default:
        return { picture: 'warning', text: t(`classes.ask.fault.${state.fault}`), more: byPhone };
    }
  }

  #deeds(): { key: string; text: string; onPress: () => void }[] {
    const state = this.#state;
    const record = (key: string, text: string) => ({ key, text, onPress: () => void this.#record() });
    switch (state.at) {
      case 'ready':
        return [record('deed', t('classes.ask.start'))];
      case 'recording':
        return [{ key: 'deed', text: t('classes.ask.stop'), onPress: () => this.#recorder.finish() }];
      case 'recorded':
      case 'notSent': {
        const { note, recorded } = state;
        const send = t(state.at === 'recorded' ? 'classes.ask.send' : 'classes.ask.sendAgain');
        return [
          { key: 'deed', text: send, onPress: () => void this.#send(note, recorded) },
          { key: 'listen', text: t('classes.ask.listen'), onPress: () => this.#listenTo(recorded) },
          record('again', t('classes.ask.again')),
        ];
      }
      case 'sent':
        return [{ key: 'deed', text: t('classes.ask.well'), onPress: back }];
      case 'fault':
      case 'notHeard':
        return [record('deed', t('app.state.again')), { key: 'back', text: t('classes.back'), onPress: back }];
      default:
        return [];
    }
  }

  protected override draw(): Template[] {
    const { w } = bodyBox();
    const words = this.#words();
    const side = grown(170);
    const y = grown(30);
    const textY = y + side + GAP;
    const deeds = this.#deeds();
    const wide = deeds.length * BUTTON + (deeds.length - 1) * GAP;
    const wideText = Math.min(w, 1_500);
    const textX = (w - wideText) / 2;
    const deedY = textY + lineHeight('title') + 2 * lineHeight('body') + 2 * GAP;
    return [
      ...(this.#state.at === 'recording'
        ? this.#sign(w, y, side)
        : [picture({ name: words.picture, side, x: (w - side) / 2, y })]),
      label({ text: words.text, size: 'title', align: 'center', w: wideText, lines: 1, x: textX, y: textY }),
      label({
        ...{ text: words.more, color: 'quiet', align: 'center', w: wideText, lines: 2, x: textX },
        y: textY + lineHeight('title') + 12,
      }),
      ...deeds.map((deed, index) =>
        button({ ...deed, w: BUTTON, x: (w - wide) / 2 + index * (BUTTON + GAP), y: deedY, main: index === 0 }),
      ),
      ...(deeds.length > 0 ? [] : [{ y: deedY, h: buttonHeight() }]),
    ];
  }

  /** The microphone is on: a red disc, the word beside it, and how long it has been. */
  #sign(w: number, y: number, side: number): Template[] {
    const clock = `${atWord(this.#recorder.seconds)} / ${atWord(NOTE_S)}`;
    const x = w / 2 - side - 160;
    return [
      panel({ w: side, h: side, radius: side / 2 - 2, color: RED, x, y }),
      label({ text: clock, size: 'title', x: x + side + 40, y: y + (side - lineHeight('title')) / 2 }),
    ];
  }
}
