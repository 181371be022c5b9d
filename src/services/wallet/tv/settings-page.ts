import type { RelativeView } from '../../../protocol/contracts/relatives.ts';
import { newId } from '../../../protocol/ids.ts';
import { yuan } from '../../../protocol/money.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage } from '../../../tv/components/live-page.ts';
import { failedView, loadingView, offlineView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { pinNote } from '../../../tv/pay/pay.ts';
import { askPin } from '../../../tv/pay/pin-pad.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { Settings } from '../protocol.ts';
import { purse } from './purse.ts';

/** Sums that OK goes round through, fen; null is no limit. */
const DAY_LIMITS = [null, 10_000, 20_000, 50_000, 100_000] as const;
const SUMS = [null, 5_000, 10_000, 20_000, 50_000] as const;

/** The one after it in the round. */
function next(round: readonly (number | null)[], now: number | null): number | null {
  return round[(round.indexOf(now) + 1) % round.length] ?? null;
}

type Change = Partial<Omit<Settings, 'hasPin'>>;

/** Day limit, PIN, and from which sum on the family is asked. OK goes to the next choice. */
export default class WalletSettingsPage extends LivePage {
  #family: readonly RelativeView[] = [];

  override get title(): string {
    return t('wallet.settings');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
    void purse.refresh();
    void kit.link.ask('relatives:mine', {}).then((reply) => {
      if (!reply.ok) return;
      this.#family = reply.value.relatives.filter(({ state }) => state === 'active');
      this.freshen();
    });
  }

  protected override listen(): (() => void)[] {
    return [purse.changed.on(() => this.redraw()), kit.link.changed.on(() => this.redraw()), ...purse.follow()];
  }

  protected override draw(): Template[] {
    const { money } = purse;
    if (!money) {
      if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
      return purse.refusal ? failedView(() => void purse.refresh()) : loadingView();
    }
    const { w } = bodyBox();
    // Without a second line all rows fit, also in big text: nothing scrolls away.
    const step = rowHeight() + ROW_GAP;
    return this.#rows(money.settings).map((row, index) => listRow({ ...row, w, y: index * step }));
  }

  #rows(now: Settings) {
    const sum = (fen: number | null) => (fen === null ? t('wallet.set.none') : t('wallet.money', { yuan: yuan(fen) }));
    const approver = this.#family.find(({ id }) => id === now.approvers[0]);
    return [
      {
        key: 'day',
        text: t('wallet.set.day'),
        value: sum(now.dayLimitFen),
        onPress: () => this.#settle(now, { dayLimitFen: next(DAY_LIMITS, now.dayLimitFen) }),
      },
      {
        key: 'pin',
        text: t('wallet.set.pin'),
        value: t(now.hasPin ? 'wallet.set.pinOn' : 'wallet.set.pinOff'),
        onPress: () => this.#pin(now),
      },
      {
        key: 'pinOver',
        text: t('wallet.set.pinOver'),
        value: now.hasPin ? sum(now.pinOverFen) : t('wallet.set.pinFirst'),
        onPress: () => (now.hasPin ? this.#settle(now, { pinOverFen: next(SUMS, now.pinOverFen) }) : this.#pin(now)),
      },
      {
        key: 'ask',
        text: t('wallet.set.ask'),
        value: sum(now.approvalOverFen),
        onPress: () => this.#settle(now, { approvalOverFen: next(SUMS, now.approvalOverFen) }),
      },
      {
        key: 'who',
        text: t('wallet.set.who'),
        value: approver?.name ?? t(this.#family.length > 0 ? 'wallet.set.nobody' : 'wallet.set.noFamily'),
        onPress: () => this.#settle(now, { approvers: this.#nextApprover(now) }),
      },
    ];
  }

  #nextApprover({ approvers }: Settings): string[] {
    const round = ['', ...this.#family.map(({ id }) => id)];
    const id = round[(round.indexOf(approvers[0] ?? '') + 1) % round.length];
    return id ? [id] : [];
  }

  #settle({ hasPin, ...now }: Settings, change: Change): void {
    const after = { ...now, ...change };
    void (async () => {
      let reply = await kit.link.ask('wallet:settle', after, { key: newId() });
      // Whatever makes a rule weaker needs the PIN; the center says so.
      let note: string | undefined;
      while (hasPin && (reply.ok ? !reply.value.ok : reply.refusal.text === 'payments.refused.pin')) {
        if (reply.ok) note = pinNote(reply.value);
        const pin = await askPin(t('payments.pad.title'), note);
        if (pin === undefined) return;
        reply = await kit.link.ask('wallet:settle', { ...after, pin }, { key: newId() });
      }
      if (!reply.ok) {
        showDialog({ picture: 'warning', title: t('wallet.set.fails'), text: tRefusal(reply.refusal) });
      }
      void purse.refresh();
    })();
  }

  #pin({ hasPin }: Settings): void {
    void (async () => {
      const old = hasPin ? await askPin(t('wallet.pin.old')) : undefined;
      if (hasPin && old === undefined) return;
      const pin = await this.#twice();
      if (pin === undefined) return;
      const input = old === undefined ? { pin } : { pin, old };
      const reply = await kit.link.ask('wallet:setPin', input, { key: newId() });
      if (reply.ok && reply.value.ok) {
        showDialog({ picture: 'ok', title: t('wallet.pin.saved'), text: t('wallet.pin.savedHelp') });
      } else {
        const text = reply.ok ? pinNote(reply.value) : tRefusal(reply.refusal);
        showDialog({ picture: 'warning', title: t('wallet.set.fails'), text });
      }
      void purse.refresh();
    })();
  }

  /** A new PIN, typed twice the same. */
  async #twice(): Promise<string | undefined> {
    let note: string | undefined;
    for (;;) {
      const pin = await askPin(t('wallet.pin.new'), note);
      if (pin === undefined) return undefined;
      const again = await askPin(t('wallet.pin.again'));
      if (again === undefined || again === pin) return again;
      note = t('wallet.pin.differs');
    }
  }
}
