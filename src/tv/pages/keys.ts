import { listRow, ROW_GAP, rowHeight } from '../components/list-row.ts';
import { Page } from '../components/page.ts';
import { scrollArea } from '../components/scroll-area.ts';
import { label, panel, type Template } from '../components/template.ts';
import { KEY_NAMES, type KeyName } from '../keys.ts';
import { kit } from '../kit.ts';
import type { PageParams } from '../navigate.ts';
import { t } from '../text.ts';
import { bodyBox, lineHeight } from '../theme.ts';

/** What a remote needs most comes first. */
const TEACHABLE: readonly KeyName[] = [
  'Emergency',
  'Back',
  'Home',
  ...KEY_NAMES.filter((name) => !['Emergency', 'Back', 'Home', 'Up', 'Down', 'Left', 'Right', 'Enter'].includes(name)),
];

/** Shows what the TV makes of any key, and lets the household teach it what a key means. */
export default class KeysPage extends Page {
  #code: number | undefined;
  #teaching: KeyName | undefined;
  #said = '';
  #stop: (() => void) | undefined;

  override get title(): string {
    return t('app.keys.title');
  }

  override begin(params: PageParams): void {
    this.#code = undefined;
    this.#teaching = undefined;
    this.#said = t('app.keys.lead');
    super.begin(params);
  }

  override _active(): void {
    this.#stop = kit.keys.heard.on((code) => this.#hear(code));
    super._active();
  }

  override _inactive(): void {
    this.#stop?.();
    kit.keys.teaching = false;
  }

  protected override draw(): Template[] {
    const { w, h } = bodyBox();
    const top = lineHeight('body') * 2 + 64;
    const step = rowHeight() + ROW_GAP;
    const rows = [...TEACHABLE.map((name) => this.#row(name)), this.#forgetRow()];
    const list = rows.map((row, index) => listRow({ ...row, w, y: index * step }));
    return [
      panel({ w, h: top - 24, color: 'surface' }),
      label({ text: this.#said, w: w - 56, lines: 1, x: 28, y: 18 }),
      label({ text: this.#heardText(), color: 'accent', w: w - 56, lines: 1, x: 28, y: 18 + lineHeight('body') }),
      scrollArea({ x: 0, y: top, w, h: h - top }, list, list.length * step - ROW_GAP, step),
    ];
  }

  #row(name: KeyName) {
    return {
      key: name,
      text: t('app.keys.teach', { name: t(`app.keys.${name}`) }),
      onPress: () => this.#teach(name),
    };
  }

  #forgetRow() {
    return {
      key: 'forget',
      text: t('app.keys.forget'),
      onPress: () => {
        kit.keys.forgetLearned();
        this.#say(t('app.keys.forgotten'));
      },
    };
  }

  #teach(name: KeyName): void {
    this.#teaching = name;
    kit.keys.teaching = true;
    this.#say(t('app.keys.teachNow', { name: t(`app.keys.${name}`) }));
  }

  #hear(code: number): void {
    this.#code = code;
    const name = this.#teaching;
    if (name && kit.keys.teaching) {
      this.#teaching = undefined;
      kit.keys.teaching = false;
      kit.keys.learn(code, name);
      this.#say(t('app.keys.learned', { name: t(`app.keys.${name}`) }));
    } else this.redraw();
  }

  #heardText(): string {
    if (this.#code === undefined) return t('app.keys.choose');
    const name = kit.keys.nameOf(this.#code);
    const known = name ? t('app.keys.pressed', { name: t(`app.keys.${name}`) }) : t('app.keys.unknown');
    return `${known}　${t('app.keys.code', { code: this.#code })}`;
  }

  #say(text: string): void {
    this.#said = text;
    kit.voice.guide(text);
    this.redraw();
  }
}
