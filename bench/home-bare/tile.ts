import { Lightning } from './lightning.ts';
import { at, COLOR, label, picture, roundRect } from './parts.ts';

/** A tile of the home, as the TV draws it: ground, picture, name, number; in focus larger, brighter and framed. */
export class Tile extends Lightning.Component {
  set service({ id, text, number, w, h }: { id: string; text: string; number: string; w: number; h: number }) {
    this.patch({ w, h, pivot: 0.5 });
    const side = Math.min(h - 59 - 24 - 34, w - 48 - 60);
    this.children = [
      { ref: 'Ground', w, h, texture: roundRect(w - 2, h - 2, 20, 0, true), color: COLOR.surface },
      { ...at(24, 24), ...picture(id, side) },
      { ...at(24, h - 59 - 14), ...label(text, 44, COLOR.text, w - 48) },
      { ...at(w - 24, 14), mountX: 1, ...label(number, 36, COLOR.quiet) },
    ];
  }

  override _focus(): void {
    const frame = this.tag('Frame');
    if (frame) frame.visible = true;
    else {
      const [w, h] = [this.w + 16, this.h + 16];
      const texture = roundRect(w - 10, h - 10, 24, 8, false);
      this.childList.a({ ref: 'Frame', x: -8, y: -8, w, h, texture, color: COLOR.accent });
    }
    this.patch({ scale: 1 + Math.min(0.04, 16 / this.w), zIndex: 1 });
    this.tag('Ground').color = COLOR.surfaceFocus;
  }

  override _unfocus(): void {
    this.tag('Frame').visible = false;
    this.patch({ scale: 1, zIndex: 0 });
    this.tag('Ground').color = COLOR.surface;
  }
}
