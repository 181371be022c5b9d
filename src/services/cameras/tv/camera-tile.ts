import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { picture } from '../../../tv/components/picture.ts';
import { stillView } from '../../../tv/components/still.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { COLOR, grown, lineHeight } from '../../../tv/theme.ts';
import type { CameraView } from '../protocol.ts';
import { ageWord, stateWord } from './words.ts';

interface CameraTileSpec extends FocusableSpec {
  readonly w: number;
  readonly h: number;
  readonly camera: CameraView;
  readonly still: string | undefined;
}

const PAD = 24;
const STATE_COLORS = { online: 'good', starting: 'quiet', offline: 'bad', wrong: 'bad' } as const;

/** One camera on the wall: its still, and below it its name, how it is, and how old the still is. */
class CameraTile extends Focusable<CameraTileSpec> {
  protected override draw({ w, h, camera, still }: CameraTileSpec): Drawing {
    const barH = lineHeight('body') + lineHeight('hint') + 20;
    const pictureH = Math.round(h - barH);
    const off = camera.state === 'offline' || camera.state === 'wrong';
    const side = Math.min(grown(110), pictureH - 2 * PAD);
    const empty = { x: (w - side) / 2, y: (pictureH - side) / 2, side };
    const children: Template[] = [{ ref: 'Ground', ...panel({ w, h }) }];
    if (still) children.push({ ...stillView(still, Math.round(w), pictureH), alpha: off ? 0.35 : 1 });
    if (!still || off) children.push(picture({ name: off ? 'offline' : 'cameras', ...empty }));
    const y = pictureH + 8;
    const state = stateWord(camera);
    const half = (w - 2 * PAD) / 2;
    children.push(
      label({ text: camera.name, w: half, lines: 1, x: PAD, y }),
      label({ text: state, color: STATE_COLORS[camera.state], align: 'right', w: half, lines: 1, x: PAD + half, y }),
      label({
        text: [camera.place, ageWord(camera)].filter(Boolean).join(' · '),
        ...{ size: 'hint' as const, color: 'quiet' as const, w: w - 2 * PAD, lines: 1, x: PAD },
        y: y + lineHeight('body'),
      }),
    );
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? COLOR.surfaceFocus : COLOR.surface);
  }

  override get words(): string {
    const { camera } = this.spec;
    return [camera.name, camera.place, stateWord(camera), ageWord(camera)].join('，');
  }
}

export const cameraTile = (spec: CameraTileSpec): Template => ({ type: CameraTile, spec });
