import { type ListRowSpec, listRow, ROW_GAP, rowHeight } from '../components/list-row.ts';
import { Page } from '../components/page.ts';
import { scrollArea } from '../components/scroll-area.ts';
import { switchRow } from '../components/switch-row.ts';
import type { Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import { go } from '../navigate.ts';
import type { SettingsPart, TvService } from '../service.ts';
import { tvServices } from '../services.ts';
import { t } from '../text.ts';
import { bodyBox } from '../theme.ts';
import { BUILD } from '../version.ts';

/** What the household sets on this box, and what somebody on the telephone asks for. */
export default class SettingsPage extends Page {
  readonly #parts: SettingsPart[] = [];

  override get title(): string {
    return t('app.settings.title');
  }

  override _setup(): void {
    this.until(kit.settings.changed.on((name) => name === 'voice' && this.redraw()));
    this.until(kit.link.changed.on(() => this.redraw()));
    for (const { settings } of Object.values<TvService>(tvServices)) {
      // A part that does not load is not there; all others are.
      if (settings) void settings().then(({ default: part }) => this.#take(part), console.error);
    }
  }

  #take(part: SettingsPart): void {
    this.#parts.push(part);
    this.until(part.changed.on(() => this.redraw()));
    part.open();
    this.redraw();
  }

  protected override draw(): Template[] {
    const { w, h } = bodyBox();
    const step = rowHeight(true) + ROW_GAP;
    const rows = this.#rows().map((row, index) => {
      const spec = { ...row, w, y: index * step };
      return spec.on === undefined ? listRow(spec) : switchRow({ ...spec, on: spec.on });
    });
    return [scrollArea({ x: 0, y: 0, w, h }, rows, rows.length * step - ROW_GAP, step)];
  }

  /** Those with `on` can be switched. */
  #rows(): (Omit<ListRowSpec, 'w'> & { on?: boolean })[] {
    const { settings, voice, link, home } = kit;
    return [
      {
        key: 'bigText',
        picture: 'big-text',
        text: t('app.settings.bigText'),
        more: t('app.settings.bigTextHelp'),
        on: settings.bigText,
        onPress: () => settings.set('bigText', !settings.bigText),
      },
      {
        key: 'voice',
        picture: settings.voice ? 'sound-on' : 'sound-off',
        text: t('app.settings.voice'),
        more: voice.able ? t('app.settings.voiceHelp') : t('app.settings.voiceNone'),
        ...(voice.able ? { on: settings.voice } : {}),
        onPress: () => settings.set('voice', !settings.voice),
      },
      ...this.#parts.flatMap((part) => part.switches()),
      {
        key: 'keys',
        picture: 'settings',
        text: t('app.settings.keys'),
        more: t('app.settings.keysHelp'),
        value: t('app.settings.open'),
        onPress: () => go('keys'),
      },
      {
        key: 'network',
        picture: link.state === 'online' ? 'network' : 'offline',
        text: t('app.settings.network'),
        more: home.current?.household.label ?? '',
        value: t(`app.link.${link.state}`),
        valueColor: link.state === 'online' ? 'good' : 'bad',
      },
      ...Object.values<TvService>(tvServices).flatMap((service) => service.networkNotes?.() ?? []),
      {
        key: 'phone',
        picture: 'phone',
        text: t('app.settings.phone'),
        more: home.current?.community.name ?? '',
        value: home.helpPhone || t('app.settings.phoneNone'),
      },
      {
        key: 'version',
        picture: 'information',
        text: t('app.settings.version'),
        more: t('app.settings.versionHelp'),
        value: BUILD,
        valueColor: 'quiet',
      },
    ];
  }
}
