import type { Template } from '../components/template.ts';
import type { Signal } from '../signal.ts';

/** Something to be read in the place where several take turns. */
export interface CardItem {
  readonly id: string;
  /** What it is, in a word on a ground of its own; colours 0xAARRGGBB. */
  readonly tag: { readonly text: string; readonly color: number; readonly ink: number };
  readonly title: string;
  readonly text?: string;
  /** Who says it, and when. */
  readonly from?: string;
  /** It was really drawn. */
  readonly onShown?: () => void;
}

/** Something that takes the whole screen as long as it holds. */
export interface FullItem {
  readonly id: string;
  /** Drawn anew when this changes. */
  readonly look: string;
  /** Behind all of it, 0xAARRGGBB. */
  readonly ground: number;
  /** All of it, in px of the whole screen. */
  draw(): Template[];
  /** It has the screen now: it may sound and speak. */
  enter(): void;
  /** Another one has it, or nobody: quiet. */
  leave(): void;
  /** In the middle of its words: it is not the others' turn yet. */
  readonly busy: boolean;
  /** It was really drawn. */
  onShown(): void;
}

/** What a service has for a public screen, the most important first. Lines at the bottom it shows by `kit.banners`. */
export interface ScreenSource {
  readonly full: readonly FullItem[];
  readonly cards: readonly CardItem[];
  readonly changed: Signal;
  /** Runs once, when the screen stands. */
  start(): void;
}
