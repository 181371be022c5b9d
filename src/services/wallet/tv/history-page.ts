import { newId } from '../../../protocol/ids.ts';
import { yuan } from '../../../protocol/money.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { staleLine } from '../../../tv/components/live-page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { back } from '../../../tv/navigate.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { Money, Movement } from '../protocol.ts';
import { purse } from './purse.ts';
import { WalletPage } from './wallet-page.ts';
import { accountsWord, dayWord, signed, whatWord } from './words.ts';

/** Where the money came from and went, newest first; what can still be taken back says so. */
export default class WalletHistoryPage extends WalletPage {
  override get title(): string {
    return t('wallet.history');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
  }

  protected override body(known: Money): Template[] {
    if (known.movements.length === 0) {
      const deed = { text: t('wallet.history.back'), onPress: back };
      return stateView({ picture: 'wallet', text: t('wallet.history.none'), more: t('wallet.history.noneHelp'), deed });
    }
    const { w, h } = bodyBox();
    const stale = staleLine(purse.at);
    const step = rowHeight(true) + ROW_GAP;
    const rows = known.movements.map((movement, index) => listRow({ ...this.#row(movement), w, y: index * step }));
    const box = { x: 0, y: stale.h, w, h: h - stale.h };
    return [...stale.children, { ref: 'Movements', ...scrollArea(box, rows, rows.length * step - ROW_GAP, step) }];
  }

  #row(movement: Movement) {
    const { id, at, fen, undoUntil } = movement;
    const open = undoUntil !== null && Date.parse(undoUntil) > kit.clock.now();
    const more = t('wallet.move.at', { when: dayWord(at), account: accountsWord(movement) });
    return {
      key: id,
      picture: fen < 0 ? 'bills' : 'wallet',
      text: whatWord(movement),
      more: open ? `${more}　${t('wallet.move.undo')}` : more,
      value: signed(fen),
      valueColor: fen < 0 ? ('text' as const) : ('good' as const),
      onPress: () => {
        if (open) this.#ask(movement);
      },
    };
  }

  #ask(movement: Movement): void {
    const { paymentId, fen, what } = movement;
    if (!paymentId) return;
    const account = accountsWord(movement);
    showDialog({
      picture: 'wallet',
      title: t('wallet.undo.title'),
      text: t('wallet.undo.text', { what, yuan: yuan(-fen), account }),
      safe: { text: t('wallet.undo.safe') },
      deed: { text: t('wallet.undo.do'), onPress: () => void this.#undo(paymentId) },
    });
  }

  async #undo(paymentId: string): Promise<void> {
    const reply = await kit.link.ask('payments:undo', { paymentId }, { key: newId() });
    void purse.refresh();
    if (reply.ok) showDialog({ picture: 'ok', title: t('wallet.undo.done') });
    else showDialog({ picture: 'warning', title: t('wallet.undo.fails'), text: tRefusal(reply.refusal) });
  }
}
