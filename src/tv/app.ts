import { type Lightning, Router } from '@lightningjs/sdk';
import { serviceByNumber } from '../protocol/catalogue.ts';
import { startCallScreen } from './calls/call-screen.ts';
import { CallSign } from './calls/sign.ts';
import { BannerLine } from './components/banner-line.ts';
import { showDialog } from './components/dialog.ts';
import { DigitsView } from './components/digits-view.ts';
import { Ground } from './components/ground.ts';
import { Page } from './components/page.ts';
import { keptSheets } from './components/picture.ts';
import { StatusBar } from './components/status-bar.ts';
import { watchFirstScreen } from './first-screen.ts';
import { digitOf, type KeyName } from './keys.ts';
import { kit } from './kit.ts';
import { LAYER_KINDS, type LayerHost } from './layers.ts';
import type { LinkState } from './link.ts';
import { HOME_PATH, mode } from './mode.ts';
import { go, home, replace } from './navigate.ts';
import { listenToRemote } from './remote.ts';
import { routes } from './routes.ts';
import { Combination } from './screen/combination.ts';
import { tvService, tvServices } from './services.ts';
import { t, tRefusal, tWire } from './text.ts';

/** What there is to see before a box belongs to a household. */
const ROOTS: Readonly<Partial<Record<LinkState, string>>> = { newcomer: 'enrol', outdated: 'outdated' };

/** A technician who has gone away leaves the lobby its screen after so long, ms. */
const SERVICE_MS = 120_000;

/** Nothing is to be seen of it, and yet Lightning takes it for shown. */
const UNSEEN = 0.001;

/** The television: pages below, layers above, and every key that comes in. */
export class App extends Router.App {
  readonly #combination = new Combination();
  #away: ReturnType<typeof setTimeout> | undefined;

  static override _template() {
    return {
      Sheets: { children: keptSheets() },
      Ground: { type: Ground, holes: [] },
      Pages: { forceZIndexContext: true },
      Status: { type: StatusBar },
      Digits: { type: DigitsView },
      Banner: { type: BannerLine },
      Layers: { forceZIndexContext: true },
      CallSign: { type: CallSign, zIndex: 1 },
    };
  }

  override _setup(): void {
    kit.layers.use(layerHost(this));
    kit.layers.changed.on(() => this._refocus());
    kit.media.changed.on(() => this.#makeRoom());
    kit.digits.opened.on((digits) => this.#open(digits));
    kit.outbox.unheard.on((name, { reply }) => {
      if (reply.ok) return;
      const service = tWire(`${name.split(':')[0]}.name`) ?? '';
      showDialog({ title: t('app.message.unheard', { service }), text: tRefusal(reply.refusal), picture: 'warning' });
    });
    kit.link.changed.on((state) => this.#follow(state));
    // A public screen has no services to be used; what they have for it comes with its page.
    if (mode === 'tv') {
      startCallScreen();
      for (const service of Object.values(tvServices)) service.start?.(kit);
    }
    Router.startRouter({
      // The line may have been faster than the letters.
      root: ROOTS[kit.link.state] ?? HOME_PATH,
      routes: routes(),
      afterEachRoute: ({ page, register }) => {
        this.#makeRoom();
        if (!(page instanceof Page)) return;
        // Typed for names only, but the Router marks a step back by a symbol.
        if ((register as ReadonlyMap<unknown, unknown>).get(Router.symbols.backtrack)) page.resume();
        else page.begin(page.params ?? {});
        page.introduce();
        watchFirstScreen(this);
      },
    });
    kit.home.changed.on(() => this.#leaveWhatIsOff());
    // Texts have grown or shrunk: every page that is kept is drawn anew.
    kit.settings.changed.on((name) => {
      if (name !== 'bigText') return;
      for (const page of this.pages.children) if (page instanceof Page) page.redraw();
    });
    listenToRemote((name) => this.press(name));
  }

  /**
   * Lets the picture under the canvas be seen. A layer's picture shines through the layer, so what lies below that layer
   * must not; it stays there, unseen: a page that is hidden in earnest would be told so, and let its picture go.
   */
  #makeRoom(): void {
    const { frames, rank = 'page' } = kit.media;
    this.tag('Ground').patch({ holes: frames });
    const overPages = rank !== 'page';
    this.pages.alpha = overPages ? UNSEEN : 1;
    const page = Router.getActivePage();
    // The lobby's screen has a clock of its own.
    const bare = Router.getActiveHash() === 'screen' || (page instanceof Page && page.bare);
    this.tag('Status').patch({ visible: !bare && !overPages });
    for (const { component, kind } of kit.layers.stack) {
      component.alpha = overPages && LAYER_KINDS.indexOf(kind) < LAYER_KINDS.indexOf(rank) ? UNSEEN : 1;
    }
  }

  /** A box that nobody has registered shows its code, whatever it showed before; a registered one shows its home. */
  #follow(state: LinkState): void {
    const path = Router.getActiveHash();
    const wanted = ROOTS[state];
    if (wanted) replace(wanted);
    else if (state === 'online' && Object.values(ROOTS).some((root) => root === path)) home();
  }

  /** Does what a key means: the emergency key over everything, then whoever is in focus, then the keys of the house. */
  press(name: KeyName): void {
    kit.pressed.emit(name);
    if (mode === 'screen') {
      this.#serve(name);
      return;
    }
    if (name === 'Emergency') {
      kit.emergency.emit();
      return;
    }
    if (digitOf(name) === undefined) kit.digits.drop();
    if (this.#offer(name)) return;
    if (name === 'Home' && !this.#blocked()) home();
    const digit = digitOf(name);
    if (digit !== undefined && !kit.layers.top && kit.link.state !== 'newcomer') kit.digits.press(digit);
  }

  /** The community has switched off what somebody is in: they are told, and stand at home. */
  #leaveWhatIsOff(): void {
    const [id = ''] = (Router.getActiveHash() ?? '').split('/');
    if (mode !== 'tv' || !tvService(id) || kit.home.current?.services.includes(id)) return;
    home();
    const service = tWire(`${id}.name`) ?? '';
    const text = t('app.home.offHelp', { phone: kit.home.helpPhone });
    showDialog({ title: t('app.home.off', { service }), text, picture: 'information' });
  }

  /** A public screen: keys do nothing until the service combination has opened the settings, which close themselves. */
  #serve(name: KeyName): void {
    const atHome = () => [HOME_PATH, ...Object.values(ROOTS)].includes(Router.getActiveHash() ?? '');
    if (Router.getActiveHash() === HOME_PATH) {
      if (this.#combination.press(name, Date.now())) go('settings');
    } else if (!this.#offer(name) && name === 'Home' && !kit.layers.top) home();
    clearTimeout(this.#away);
    this.#away = setTimeout(() => atHome() || home(), SERVICE_MS);
  }

  override _getFocused() {
    return kit.layers.top?.component ?? Router.getActivePage() ?? this;
  }

  /** What lies above a pop-up is answered first, and only then left. */
  #blocked(): boolean {
    return kit.layers.top !== undefined && kit.layers.top.kind !== 'popup';
  }

  /** Gives the key to who is in focus, from the inside out; true when somebody took it. */
  #offer(name: KeyName): boolean {
    // Lightning types these two away; they are what its own key handler calls, whose rules for held keys are not ours.
    const application = this.application as unknown as FocusEvents;
    const digit = digitOf(name);
    const event = digit === undefined ? `_handle${name}` : '_handleDigit';
    const taken = application.focusBottomUpEvent([event, '_handleKey'], digit ?? name);
    application.updateFocusPath();
    return taken;
  }

  #open(digits: string): void {
    const id = serviceByNumber(digits);
    const service = id && kit.home.current?.services.includes(id) ? tvService(id) : undefined;
    if (service) go(service.path);
    else showDialog({ title: t('app.digits.unknown', { digits }), picture: 'information' });
  }
}

/** Draws layers in the App. */
function layerHost(app: App): LayerHost {
  const layers = app.tag('Layers').childList;
  return {
    add<Type extends Lightning.Component>(type: new (...args: never[]) => Type, props: object, zIndex: number): Type {
      const component = app.stage.c({ type, ...props, zIndex }) as unknown as Type;
      layers.a(component);
      return component;
    },
    remove: (component) => layers.remove(component),
  };
}

interface FocusEvents {
  focusBottomUpEvent(events: string[], ...args: unknown[]): boolean;
  updateFocusPath(): void;
}
