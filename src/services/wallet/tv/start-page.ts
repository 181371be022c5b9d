import { yuan } from '../../../protocol/money.ts';
import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { staleLine } from '../../../tv/components/live-page.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, fontSize, lineAt, lineHeight, widthAt } from '../../../tv/theme.ts';
import type { Money } from '../protocol.ts';
import { purse } from './purse.ts';
import { WalletPage } from './wallet-page.ts';
import { categoriesWord, dayWord, money, signed, whatWord } from './words.ts';

const LEFT = 800;
const GAP = 48;
const PAD = 36;
/** Subsidies that fit beside the cash. */
const MOST_SUBSIDIES = 2;

/** What there is, in large digits; top up, look back, settle. */
export default class WalletStartPage extends WalletPage {
  override get title(): string {
    return t('wallet.name');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn('topUp');
  }

  protected override body(known: Money): Template[] {
    return [...this.#balances(known), ...this.#ways(known)];
  }

  #balances(known: Money): Template[] {
    const { h } = bodyBox();
    const stale = staleLine(purse.at);
    const shown = known.subsidies.slice(0, MOST_SUBSIDIES);
    const subsidyH = lineHeight('strong') + lineHeight('hint') + 2 * 24;
    const below = shown.length * (subsidyH + ROW_GAP);
    const cashH = h - below - stale.h;
    const digits = Math.min(fontSize('huge') * 0.8, cashH - lineHeight('body') - lineHeight('hint') - 2 * PAD);
    const children: Template[] = [
      ...stale.children,
      panel({ w: LEFT, h: cashH, y: stale.h }),
      label({ text: t('wallet.cash'), color: 'quiet', x: PAD, y: stale.h + PAD }),
      label({
        text: yuan(known.cashFen),
        px: digits,
        color: 'accent',
        x: PAD,
        y: stale.h + (cashH - lineAt(digits)) / 2 + 6,
      }),
      label({
        text: t('wallet.yuan'),
        size: 'title',
        color: 'accent',
        x: PAD + widthAt(yuan(known.cashFen), digits) + 20,
        y: stale.h + (cashH + lineAt(digits)) / 2 - lineHeight('title') - digits * 0.14,
      }),
      label({
        text: this.#today(known),
        size: 'hint',
        color: 'quiet',
        w: LEFT - 2 * PAD,
        lines: 1,
        x: PAD,
        y: stale.h + cashH - PAD - lineHeight('hint') + 8,
      }),
    ];
    shown.forEach(({ name, fen, categories, expires }, index) => {
      const y = stale.h + cashH + ROW_GAP + index * (subsidyH + ROW_GAP);
      const what = categoriesWord(categories);
      const more = t(expires ? 'wallet.subsidy.expires' : 'wallet.subsidy.for', { what });
      children.push(
        panel({ w: LEFT, h: subsidyH, y }),
        label({ text: name, size: 'strong', w: LEFT * 0.58, lines: 1, x: PAD, y: y + 24 }),
        label({ text: money(fen), size: 'strong', color: 'accent', align: 'right', x: LEFT - PAD, y: y + 24 }),
        label({
          text: more,
          size: 'hint',
          color: 'quiet',
          w: LEFT - 2 * PAD,
          lines: 1,
          x: PAD,
          y: y + 24 + lineHeight('strong'),
        }),
      );
    });
    return children;
  }

  #today({ spentTodayFen, settings }: Money): string {
    const spent = yuan(spentTodayFen);
    if (settings.dayLimitFen === null) return t('wallet.today.spent', { yuan: spent });
    const left = yuan(Math.max(0, settings.dayLimitFen - spentTodayFen));
    return t('wallet.today.left', { yuan: spent, left });
  }

  #ways(known: Money): Template[] {
    const { w } = bodyBox();
    const x = LEFT + GAP;
    const step = rowHeight(true) + ROW_GAP;
    const { dayLimitFen, hasPin, approvalOverFen } = known.settings;
    const [last] = known.movements;
    const plain = dayLimitFen === null && !hasPin && approvalOverFen === null;
    const ways = [
      { key: 'topUp', path: 'wallet/amount', picture: 'wallet', text: t('wallet.topUp'), more: t('wallet.topUp.more') },
      {
        key: 'history',
        path: 'wallet/history',
        picture: 'bills',
        text: t('wallet.history'),
        more: last ? `${signed(last.fen)}　${whatWord(last)}　${dayWord(last.at)}` : t('wallet.history.more'),
      },
      {
        key: 'settings',
        path: 'wallet/settings',
        picture: 'settings',
        text: t('wallet.settings'),
        more: plain ? t('wallet.settings.plain') : t('wallet.settings.more'),
      },
    ];
    return ways.map(({ path, ...row }, index) =>
      listRow({ ...row, w: w - x, x, y: index * step, onPress: () => go(path) }),
    );
  }
}
