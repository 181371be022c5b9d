import { Lightning } from '@lightningjs/sdk';
import { kit } from '../tv/kit.ts';
import type { LayerHost } from '../tv/layers.ts';

/**
 * A pen that draws nothing, but measures letters: happy-dom has no canvas. Only what Lightning calls is asked of it;
 * everything else it takes and answers with nothing.
 */
function pen(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const own: Record<string, unknown> = {
    canvas,
    font: '10px x',
    measureText: (text: string) => ({
      width: [...text].length * Number.parseFloat(String(own.font).match(/[\d.]+px/)?.[0] ?? '10'),
    }),
    getImageData: () => ({ data: new Uint8ClampedArray(4) }),
    createLinearGradient: () => ({ addColorStop: () => undefined }),
  };
  return new Proxy(own, {
    get: (target, name) => target[name as string] ?? (() => undefined),
    set: (target, name, value) => Reflect.set(target, name, value),
  }) as unknown as CanvasRenderingContext2D;
}

export interface TestStage {
  /** Draws a frame. */
  draw(): void;
  /** Everything that can be read in the layers now, from the top down. */
  texts(): string[];
  /** Gives a key to whoever is on top. */
  press(name: 'Enter' | 'Back' | 'Home'): void;
}

/** A television without a picture: kit's layers are really drawn by Lightning, onto nothing. */
export function openStage(): TestStage {
  HTMLCanvasElement.prototype.getContext = function getContext(this: HTMLCanvasElement, kind: string) {
    return kind === '2d' ? pen(this) : null;
  } as HTMLCanvasElement['getContext'];
  class Root extends Lightning.Application {
    static override _template() {
      return { Layers: {} };
    }

    override _getFocused(): Lightning.Component {
      return kit.layers.top?.component ?? this;
    }
  }
  const root = new Root({
    stage: { w: 1920, h: 1080, canvas2d: true, autostart: false, useImageWorker: false },
    keys: {},
  });
  const { stage } = root;
  const layers = root.tag('Layers').childList;
  const host: LayerHost = {
    add<Type extends Lightning.Component>(type: new (...args: never[]) => Type, props: object, zIndex: number): Type {
      const component = stage.c({ type, ...props, zIndex }) as unknown as Type;
      layers.a(component);
      return component;
    },
    remove: (component) => layers.remove(component),
  };
  kit.layers.use(host);
  kit.layers.changed.on(() => root._refocus());
  const texts = (element: Lightning.Element): string[] => {
    if (!element.visible) return [];
    const own = element.texture && 'text' in element.texture ? String(element.texture.text) : '';
    return [...(own ? [own] : []), ...element.children.flatMap(texts)];
  };
  return {
    draw: () => stage.drawFrame(),
    texts: () => texts(root),
    press(name) {
      // Lightning types these away; they are what its own key handler calls.
      const application = root as unknown as FocusEvents;
      application.updateFocusPath();
      application.focusBottomUpEvent([`_handle${name}`, '_handleKey'], name);
    },
  };
}

interface FocusEvents {
  focusBottomUpEvent(events: string[], ...args: unknown[]): boolean;
  updateFocusPath(): void;
}
