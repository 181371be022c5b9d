import { Launch, Lightning } from '@lightningjs/sdk';
import { FONT, loadFonts } from './fonts.ts';

class App extends Lightning.Component {
  static override _template() {
    return {
      rect: true,
      w: 1920,
      h: 1080,
      color: 0xff10202c,
      Title: { x: 96, y: 54, text: { text: '昔阳里 TV', fontFace: FONT, fontSize: 64 } },
    };
  }
}

const fonts = loadFonts('./static/fonts/');
const app = Launch(App, { keys: {} }, { path: './static/', fontLoader: () => fonts.first });
document.body.appendChild(app.stage.getCanvas());
