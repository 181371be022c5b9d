import { CATALOGUE, SHELVES, serviceNumber } from '../../src/protocol/catalogue.ts';
import { Lightning } from './lightning.ts';
import { at, COLOR, FONT, label, picture, roundRect } from './parts.ts';
import { Tile } from './tile.ts';

/** The TV's home of 28 tiles by nothing but core: same places, texts, pictures, focus and scrolling. */
const NAMES: Readonly<Record<string, string>> = { sos: '一键救护', broadcast: '应急广播', meals: '一键点餐' };
const SIGNS = ['安', '吃', '住', '行', '游', '购', '娱', '健'];
const BODY = { x: 96, y: 170, w: 1728, top: 134, h: 627 };
const ROW = { h: 216, gap: 36, labelW: 112, columns: 5, tileGap: 28 };
const MARGIN = 18;
const STEP = ROW.h + ROW.gap;

/** Ids of the services, shelf by shelf. */
const ROWS = SHELVES.map((shelf) => CATALOGUE.filter((entry) => entry.shelf === shelf).map(({ id }) => id));

class Home extends Lightning.Component {
  #row = 0;
  #column = 0;

  static override _template() {
    return {
      Ground: { rect: true, w: 1920, h: 1080, colorTop: COLOR.groundTop, colorBottom: COLOR.ground },
      Title: { ...at(96, 54), ...label('王奶奶、张爷爷，早上好', 64, COLOR.text, 1248) },
      Hint: { ...at(96, 977), ...label('按方向键挑选，按“确定”打开；也可以直接按两位数字', 36, COLOR.quiet) },
      Clock: { ...at(1824, 54), mountX: 1, ...label('08:00', 64, COLOR.text) },
      Words: { ...at(1638, 73), mountX: 1, ...label('已连接', 36, COLOR.quiet) },
      Sign: { ...at(1474, 77), ...picture('network', 40) },
      Date: {
        ...at(BODY.x + 64, BODY.y),
        ...label('11月24日 星期二　昔阳里社区，常年这时候 晴 -2～8℃', 36, COLOR.quiet, 1400),
      },
      Line: {
        ...at(BODY.x + 64, BODY.y + 57),
        ...label('周三上午九点，社区医生在活动室量血压', 36, COLOR.quiet, 1400),
      },
      DateSign: { ...at(BODY.x, BODY.y + 2), ...picture('calendar', 44) },
      LineSign: { ...at(BODY.x, BODY.y + 59), ...picture('information', 44) },
      Settings: {
        ...at(1604, BODY.y),
        Ground: { w: 220, h: 103, texture: roundRect(218, 101, 20, 0, true), color: COLOR.surface },
        Label: { ...at(110, 22), mountX: 0.5, ...label('设置', 44, COLOR.text) },
      },
      Window: {
        x: BODY.x - MARGIN,
        y: BODY.y + BODY.top - MARGIN,
        w: BODY.w + 2 * MARGIN + 16,
        h: BODY.h + 2 * MARGIN,
        clipping: true,
        Content: at(MARGIN, MARGIN),
        Bar: { rect: true, x: BODY.w + 2 * MARGIN + 8, y: MARGIN, w: 8, h: 200, color: COLOR.line },
      },
    };
  }

  override _setup(): void {
    const w = Math.floor((BODY.w - ROW.labelW - ROW.tileGap * (ROW.columns - 1)) / ROW.columns);
    const children = ROWS.flatMap((ids, row) => {
      const tiles = ids.map((id, column) => ({
        ref: `Tile${id}`,
        type: Tile,
        ...at(ROW.labelW + column * (w + ROW.tileGap), row * STEP),
        service: { id, text: NAMES[id] ?? serviceNumber(id), number: serviceNumber(id), w, h: ROW.h },
      }));
      const sign = label(SIGNS[row] ?? '', 64, COLOR.accent);
      return [{ ...at(44, row * STEP + 65), mountX: 0.5, ...sign }, ...tiles];
    });
    this.tag('Window.Content').children = children;
  }

  get focusedId(): string {
    return ROWS[this.#row]?.[this.#column] ?? '';
  }

  override _getFocused() {
    return this.tag(`Window.Content.Tile${this.focusedId}`);
  }

  #move(rows: number, columns: number): boolean {
    const row = ROWS[this.#row + rows];
    if (!row) return false;
    this.#row += rows;
    this.#column = Math.max(0, Math.min(row.length - 1, this.#column + columns));
    const content = this.tag('Window.Content');
    const offset = MARGIN - content.y;
    const y = this.#row * STEP;
    const most = SHELVES.length * STEP - ROW.gap - BODY.h;
    let wanted = offset;
    if (y < offset) wanted = y;
    else if (y + ROW.h > offset + BODY.h) wanted = y + ROW.h - BODY.h;
    content.y = MARGIN - Math.ceil(Math.min(most, wanted) / STEP) * STEP;
    this.tag('Window.Bar').y = MARGIN + ((MARGIN - content.y) / (SHELVES.length * STEP)) * BODY.h;
    return true;
  }

  override _handleUp(): boolean {
    return this.#move(-1, 0);
  }
  override _handleDown(): boolean {
    return this.#move(1, 0);
  }
  override _handleLeft(): boolean {
    return this.#move(0, -1);
  }
  override _handleRight(): boolean {
    return this.#move(0, 1);
  }
}

/** Core sets an application up while it is made, before it has any fields: so the home is a part of it. */
class App extends Lightning.Application {
  static override _template() {
    return { Home: { type: Home } };
  }

  override _getFocused() {
    return this.home;
  }

  get home(): Home {
    return this.tag('Home') as Home;
  }
}

const face = new FontFace(FONT, 'url(../static/fonts/own.woff2)');
document.fonts.add(await face.load());
const app = new App({
  stage: { w: 640, h: 360, precision: 1 / 3, clearColor: 0xff000000, useImageWorker: true },
  keys: { 37: 'Left', 38: 'Up', 39: 'Right', 40: 'Down' },
});
document.body.appendChild(app.stage.getCanvas());

declare global {
  interface Window {
    __bare?: () => string;
  }
}
window.__bare = () => app.home.focusedId;
