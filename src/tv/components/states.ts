import { kit } from '../kit.ts';
import { t, tAgo } from '../text.ts';
import { bodyBox, grown, lineHeight, textWidth } from '../theme.ts';
import { button } from './button.ts';
import { picture } from './picture.ts';
import { label, type Template } from './template.ts';

interface StateSpec {
  readonly picture: string;
  /** What is the matter. */
  readonly text: string;
  /** What happens now, and what the person can do. */
  readonly more?: string;
  readonly deed?: { readonly text: string; readonly onPress: () => void };
}

const SIDE = 180;
const BUTTON_W = 480;

/** The whole body says one thing: picture, sentence, help, and a button if there is something to do. */
export function stateView({ picture: name, text, more, deed }: StateSpec): Template[] {
  const { w, h } = bodyBox();
  const wide = Math.min(w, 1400);
  const x = (w - wide) / 2;
  // A sentence with a long name, or in big text, takes two lines; the picture makes room for the second.
  const lines = textWidth(text, 'title') > wide ? 2 : 1;
  const side = lines > 1 ? SIDE : grown(SIDE);
  const y = Math.max(0, (h - side - lines * lineHeight('title') - 3 * lineHeight('body') - 150) / 2);
  const textY = y + side + 30;
  const moreY = textY + lines * lineHeight('title') + 16;
  const children: Template[] = [
    picture({ name, side, x: (w - side) / 2, y }),
    label({ text, size: 'title', align: 'center', w: wide, lines, x, y: textY }),
  ];
  if (more) children.push(label({ text: more, color: 'quiet', align: 'center', w: wide, lines: 2, x, y: moreY }));
  if (deed) {
    const at = { x: (w - BUTTON_W) / 2, y: moreY + 2 * lineHeight('body') + 40 };
    children.push(button({ key: 'again', w: BUTTON_W, ...at, ...deed }));
  }
  return children;
}

/** Nothing there yet; there will be soon. */
export function loadingView(): Template[] {
  return stateView({ picture: 'wait', text: t('app.state.loading') });
}

/** It did not work, and trying again may help. */
export function failedView(again: () => void, text: string = t('app.state.failed')): Template[] {
  const phone = kit.home.helpPhone;
  const more = phone ? t('app.state.failedHelp', { phone }) : t('app.state.failedHelpNoPhone');
  return stateView({ picture: 'warning', text, more, deed: { text: t('app.state.again'), onPress: again } });
}

/** No line, and nothing kept from an earlier time. */
export function offlineView(again: () => void): Template[] {
  const phone = kit.home.helpPhone;
  const more = phone ? t('app.state.offlineHelp', { phone }) : t('app.state.offlineHelpNoPhone');
  const deed = { text: t('app.state.again'), onPress: again };
  return stateView({ picture: 'offline', text: t('app.state.offline'), more, deed });
}

/** '离线 · 3 分钟前的内容' for what was kept at `at` (ms), when there is no line; else undefined. */
export function staleText(at: number): string | undefined {
  return kit.link.state === 'online' ? undefined : t('app.link.stale', { ago: tAgo(kit.clock.now() - at) });
}
