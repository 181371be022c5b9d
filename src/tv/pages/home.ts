import { CATALOGUE, type CatalogueId, type Shelf, serviceNumber } from '../../protocol/catalogue.ts';
import type { Home, Weather } from '../../protocol/contracts/box.ts';
import { shanghai } from '../../protocol/time.ts';
import { button } from '../components/button.ts';
import { listRow, ROW_GAP, rowHeight } from '../components/list-row.ts';
import { Page } from '../components/page.ts';
import { picture } from '../components/picture.ts';
import { scrollArea } from '../components/scroll-area.ts';
import { loadingView, offlineView, stateView } from '../components/states.ts';
import { label, type Template } from '../components/template.ts';
import { tile } from '../components/tile.ts';
import { kit } from '../kit.ts';
import { go } from '../navigate.ts';
import { tvService } from '../services.ts';
import { t, tDay, tWire } from '../text.ts';
import { bodyBox, fontSize, grown, lineHeight } from '../theme.ts';
import { WEATHER_PICTURES } from '../weather.ts';
import { stateWord, whatWord } from './mine-words.ts';

const GAP = 28;
const SHELF_GAP = 36;
/** Fewer on a shelf get more room each. */
const COLUMNS = { few: 4, many: 5 };
const FEW = 8;

/** For benches, in test builds only: `?demo` shows a tile for each of the 28, whether it exists or not. */
const DEMO = __TEST_HANDLE__ && new URLSearchParams(globalThis.location.search).has('demo');

/** The first screen: who is greeted, what day it is, and the services of this household on their shelves. */
export class HomePage extends Page {
  override get title(): string {
    return greeting(kit.home.current?.residents ?? []);
  }

  override get hint(): string {
    return t('app.home.hint');
  }

  override _setup(): void {
    this.until(
      kit.home.changed.on(() => this.redraw()),
      kit.mine.changed.on(() => this.redraw()),
      kit.clock.minute.on(() => this.redraw()),
      kit.link.changed.on(() => kit.home.current || this.redraw()),
    );
  }

  protected override draw(): Template[] {
    const info = kit.home.current;
    if (!info) return kit.link.state === 'offline' ? offlineView(() => kit.link.reconnect()) : loadingView();
    if (offered(info).length === 0) {
      const more = t('app.home.emptyHelp', { phone: kit.home.helpPhone });
      const deed = { text: t('app.home.settings'), onPress: () => go('settings') };
      return stateView({ picture: 'information', text: t('app.home.empty'), more, deed });
    }
    const { w, h } = bodyBox();
    const settingsW = fontSize('body') * 5;
    const settings = { key: 'settings', text: t('app.home.settings'), x: w - settingsW, w: settingsW };
    const lines = 2 * lineHeight('hint') + 36;
    const [mine, used] = mineEntry(w - settingsW - GAP, lines);
    const top = lines + used;
    return [
      ...newsLines(info, (used ? w : w - MINE_W()) - settingsW - 2 * GAP),
      // First in order, so that the focus begins here.
      scrollArea({ x: 0, y: top, w, h: h - top }, ...shelves(info, h - top)),
      mine,
      button({ ...settings, onPress: () => go('settings') }),
    ];
  }

  /** Nothing lies behind home: Back leads to its first tile. */
  override _handleBack(): boolean {
    this.focusOn(undefined);
    return true;
  }
}

/** Width of the way to 我的事 while nothing is under way, px. */
const MINE_W = () => fontSize('body') * 6;

/**
 * The way to 我的事, and the height in px that it takes below `y`: a button beside the settings (which end at `right`), or
 * what is under way as a line of its own.
 */
function mineEntry(right: number, y: number): [entry: Template, h: number] {
  const { live } = kit.mine;
  const [first] = live;
  const onPress = () => go('mine');
  const w = MINE_W();
  if (!first) return [button({ key: 'mine', text: t('app.mine.title'), x: right - w, w, onPress }), 0];
  const text = t('app.mine.entry', { n: live.length, title: whatWord(first) });
  const value = stateWord(first);
  const row = { key: 'mine', picture: 'bell', text, value, valueColor: 'good' as const, onPress };
  return [listRow({ ...row, w: bodyBox().w, y }), rowHeight() + ROW_GAP];
}

/** Date and weather, and below them the community's message. */
function newsLines(info: Home, w: number): Template[] {
  const date = tDay(kit.clock.now());
  const { weather, community, line } = info;
  const sign = weather ? WEATHER_PICTURES[weather.kind] : 'calendar';
  const sky = weather ? weatherText(community.name, weather) : community.name;
  const lines = newsLine(sign, `${date}　${sky}`, w, 0);
  return line ? [...lines, ...newsLine('bell', line, w, lineHeight('hint') + 8)] : lines;
}

function weatherText(place: string, { kind, low, high, source }: Weather): string {
  const usual = source === 'climate' ? t('app.weather.usual') : '';
  return t('app.weather.range', { place, usual, kind: t(`app.weather.${kind}`), low, high });
}

function newsLine(name: string, text: string, w: number, y: number): Template[] {
  const side = grown(44);
  const x = side + 20;
  return [
    picture({ name, side, y: y + (lineHeight('hint') - side) / 2 }),
    label({ text, size: 'hint', color: 'quiet', w: w - x, lines: 1, x, y }),
  ];
}

/** What the community has switched on and this build can do, in the community's order. */
function offered({ services }: Home) {
  if (DEMO) return [...CATALOGUE];
  const on = CATALOGUE.filter(({ id }) => services.includes(id) && tvService(id));
  return on.sort((a, b) => services.indexOf(a.id) - services.indexOf(b.id));
}

/** All shelves that have something on them; with their height and step in px. */
function shelves(info: Home, room: number): [children: Template[], h: number, step: number] {
  const { w } = bodyBox();
  const open = offered(info);
  // A shelf stands where the first of its services does.
  const filled = [...new Set(open.map((entry) => entry.shelf))];
  const labelW = grown(112);
  const columns = open.length <= FEW ? COLUMNS.few : COLUMNS.many;
  const tileW = Math.floor((w - labelW - GAP * (columns - 1)) / columns);
  const evenly = Math.floor((room - SHELF_GAP * (filled.length - 1)) / filled.length);
  const tileH = Math.max(grown(216), Math.min(300, evenly));
  const children: Template[] = [];
  let y = 0;
  for (const shelf of filled) {
    const ids = open.filter((entry) => entry.shelf === shelf).map((entry) => entry.id);
    children.push(shelfSign(shelf, tileH, y), ...ids.map((id, index) => service(id, index)));
    y += tileH + SHELF_GAP;
  }
  return [children, y - SHELF_GAP, tileH + SHELF_GAP];

  function service(id: CatalogueId, index: number): Template {
    const text = tWire(`${id}.name`) ?? serviceNumber(id);
    const at = { x: labelW + index * (tileW + GAP), y, w: tileW, h: tileH };
    const { picture: name = id, path = 'home' } = tvService(id) ?? {};
    return tile({ key: id, ...at, picture: name, text, number: serviceNumber(id), onPress: () => go(path) });
  }
}

/** The one character that names a shelf. */
function shelfSign(shelf: Shelf, h: number, y: number): Template {
  const text = t(`app.shelf.${shelf}`);
  // English, for developers, has no word of one letter.
  const size = text.length > 1 ? 'hint' : 'title';
  return label({ text, size, color: 'accent', align: 'center', x: grown(44), y: y + (h - lineHeight(size)) / 2 });
}

/** '王奶奶、李爷爷，早上好' */
function greeting(residents: Home['residents']): string {
  const hour = shanghai(kit.clock.now()).hour();
  const part =
    hour < 5
      ? 'night'
      : hour < 11
        ? 'morning'
        : hour < 13
          ? 'noon'
          : hour < 18
            ? 'afternoon'
            : hour < 23
              ? 'evening'
              : 'night';
  const partOfDay = t(`app.home.${part}`);
  const [first, second] = residents.map((resident) => resident.salutation);
  if (!first) return partOfDay;
  return t('app.home.greeting', { name: second ? t('app.home.names', { first, second }) : first, partOfDay });
}
