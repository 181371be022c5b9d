import type { MineItem } from '../../protocol/contracts/mine.ts';
import { t, tWire } from '../text.ts';

/** The state in its one word. */
export function stateWord({ service, state }: MineItem): string {
  return tWire(`state.${state}`) ?? tWire(`${service}.state.${state}`) ?? '';
}

/** What it is, in words; practice is said to be practice. */
export function whatWord({ title, drill }: MineItem): string {
  return drill ? t('app.mine.drill', { title }) : title;
}
