import { type Lightning, Router } from '@lightningjs/sdk';
import type { Fault } from '../media/player.ts';
import { Focusable } from './components/focusable.ts';
import { kit } from './kit.ts';
import type { ShowingState } from './media/showing.ts';

interface SeenText {
  readonly text: string;
  /** px of the 1920 × 1080 design. */
  readonly box: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

interface SeenMedia {
  /** Players that hold a decoder, and `<video>`s in the document: both must not grow. */
  readonly players: number;
  readonly videos: number;
  /** The picture that has the screen. */
  readonly state: ShowingState | undefined;
  readonly fault: Fault | undefined;
  readonly position: number | undefined;
  readonly firstFrameMs: number | undefined;
  readonly cue: string;
}

/** What journeys ask: what a person sees, and nothing that a person cannot. */
export interface TestHandle {
  /** Path of the page. */
  page(): string;
  /** Names of the components in focus, the outermost first; the last one with its key: `Tile:meals`. */
  focusPath(): string[];
  /** What can be read on the screen, from the top down. */
  texts(): SeenText[];
  /** Kinds of the layers, from below. */
  layers(): string[];
  link(): string;
  /** The call that is going on: its stage, how the two are connected, and what of it is open on this box. */
  call(): { stage: string; link: string; muted: boolean; silenced: boolean; setUpMs: number | undefined } | undefined;
  open(): { tracks: number; connections: number };
  /** Asks that wait for the center's answer. */
  waiting(): number;
  media(): SeenMedia;
}

declare global {
  interface Window {
    __tv?: TestHandle;
  }
}

/** Gives journeys their handle; only in test builds. */
export function handOver(application: Lightning.Application): void {
  globalThis.window.__tv = {
    page: () => Router.getActiveHash() ?? '',
    focusPath: () => (application.focusPath ?? []).map(nameOf),
    texts: () => seen(application, application.stage.getRenderPrecision()),
    layers: () => kit.layers.stack.map((layer) => layer.kind),
    link: () => kit.link.state,
    call: () => {
      const { current } = kit.calls;
      if (!current) return undefined;
      const { stage, link, muted, silenced, setUpMs } = current;
      return { stage, link, muted, silenced, setUpMs };
    },
    open: () => kit.calls.open,
    waiting: () => kit.outbox.size,
    media: () => {
      const { players, current } = kit.media;
      const { state, fault, position, firstFrameMs, cue = '' } = current ?? {};
      const videos = document.querySelectorAll('video').length;
      return { players, videos, state, fault, position, firstFrameMs, cue };
    },
  };
}

function nameOf(component: Lightning.Component): string {
  const name = component.constructor.name;
  return component instanceof Focusable ? `${name}:${component.spec.key}` : name;
}

function seen(root: Lightning.Element, precision: number): SeenText[] {
  const found: SeenText[] = [];
  const walk = (element: Lightning.Element): void => {
    // Off the screen, under an alpha of 0, or invisible: Lightning itself knows what it does not draw. What only holds
    // others has no size, and may lie outside when a list is scrolled, while they do not.
    if (!element.attached || !element.visible || element.alpha < 0.01) return;
    const text = element.texture && 'text' in element.texture ? String(element.texture.text) : '';
    if (text && element.active) {
      const [x = 0, y = 0] = element.core.getAbsoluteCoords(0, 0);
      const [w, h] = [element.renderWidth, element.renderHeight];
      found.push({ text, box: { x: x / precision, y: y / precision, w, h } });
    }
    element.children.forEach(walk);
  };
  walk(root);
  return found.sort((one, other) => one.box.y - other.box.y || one.box.x - other.box.x);
}
