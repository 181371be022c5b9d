import { button } from '../../../tv/components/button.ts';
import { FocusScope } from '../../../tv/components/focus-scope.ts';
import { label } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, fontSize, SCREEN } from '../../../tv/theme.ts';
import type { Announcement } from './announcement.ts';
import { correctionView } from './correction-view.ts';
import { messageView } from './message-view.ts';

/** A message while it has the screen, with the one key that there is and what that key waits for. */
export class MessageLayer extends FocusScope {
  #announcement: Announcement | undefined;
  #picture: () => string | undefined = () => undefined;
  #drawn = '';
  onConfirm: (() => void) | undefined;
  /** Home was pressed: it goes unread. */
  onAway: (() => void) | undefined;

  set announced(announced: { announcement: Announcement; picture: () => string | undefined }) {
    this.#announcement = announced.announcement;
    this.#picture = announced.picture;
    this.patch({ ...SCREEN, rect: true, color: COLOR.shade });
    this.redraw();
  }

  /** Draws it from what has come of it; while only the seconds run, only they change. */
  redraw(): void {
    const announcement = this.#announcement;
    if (!announcement) return;
    const picture = this.#picture();
    const drawn = `${announcement.ready} ${fontSize('body')} ${picture}`;
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.#draw(announcement, picture);
    }
    this.tag('Box.Note')?.patch({ text: { text: this.#note(announcement) } });
  }

  #draw(announcement: Announcement, picture: string | undefined): void {
    const { showing, ready } = announcement;
    const corrects = showing.as === 'correction';
    const view = corrects ? correctionView(showing) : messageView(showing, { now: kit.clock.now(), picture });
    const text = t(corrects ? 'broadcast.tv.close' : ready ? 'broadcast.tv.read' : 'broadcast.tv.wait');
    const note = view.note && {
      ref: 'Note',
      ...label({ text: '', size: 'hint', color: 'quiet', lines: 1, ...view.note }),
    };
    this.children = [
      {
        ref: 'Box',
        x: (SCREEN.w - view.w) / 2,
        y: (SCREEN.h - view.h) / 2,
        children: [
          ...view.children,
          button({ key: 'read', main: ready, text, ...view.key, onPress: () => this.#confirm() }),
          ...(note ? [note] : []),
        ],
      },
    ];
    this.focusOn('read');
  }

  #note({ showing, ready, leaves, secondsLeft }: Announcement): string {
    if (leaves) return t('broadcast.tv.leaves', { n: secondsLeft });
    if (ready) return t('broadcast.tv.small');
    return showing.level === 'red' ? t('broadcast.tv.soon') : t('broadcast.tv.soonIn', { n: secondsLeft });
  }

  #confirm(): void {
    if (this.#announcement?.ready) this.onConfirm?.();
  }

  override _handleBack(): boolean {
    this.#confirm();
    return true;
  }

  /** Over a pop-up Home goes home; the worse levels do not hear of it. */
  _handleHome(): boolean {
    if (this.#announcement?.showing.level !== 'yellow') return true;
    this.onAway?.();
    return false;
  }
}
