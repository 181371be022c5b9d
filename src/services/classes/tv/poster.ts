import { picture } from '../../../tv/components/picture.ts';
import { stillView } from '../../../tv/components/still.ts';
import { panel, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';

/** A lesson's picture as wide as films are; what is drawn below it is seen while there is none, or none that loads. */
export function posterView(address: string | null, fallback: string, h: number): { w: number; children: Template[] } {
  const w = Math.round((h * 16) / 9);
  const side = Math.round(h * 0.6);
  const drawn = [
    panel({ w, h, color: 'groundTop' }),
    picture({ name: fallback, side, x: (w - side) / 2, y: (h - side) / 2 }),
  ];
  if (address === null) return { w, children: drawn };
  const { center } = kit.config.appSettings;
  const url = new URL(address, center || globalThis.location.href).href;
  return { w, children: [...drawn, stillView(url, w, h)] };
}
