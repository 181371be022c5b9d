import type { ListRowSpec } from './components/list-row.ts';
import type { PageConstructor } from './components/page.ts';
import type { Kit } from './kit.ts';
import type { PageParams } from './navigate.ts';
import type { ScreenSource } from './screen/source.ts';
import type { Signal } from './signal.ts';

/** What a household can switch in the settings, and nowhere else needs to look for. */
export interface SettingsSwitch extends Pick<ListRowSpec, 'key' | 'picture' | 'text' | 'more'> {
  readonly on: boolean;
  readonly onPress: () => void;
}

/** A service's part of the settings page. */
export interface SettingsPart {
  /** The page is there: now is the time to ask the center. */
  open(): void;
  readonly changed: Pick<Signal, 'on'>;
  switches(): readonly SettingsSwitch[];
}

/** What a service adds to the TV. */
export interface TvService {
  /** Name of its picture in the sprite. */
  readonly picture: string;
  /** The page that its tile and its two digits open; one of `pages`. */
  readonly path: string;
  /** Its pages by path, each in a chunk of its own. A path begins with the service's id: 'meals', 'meals/orders'. */
  readonly pages: Readonly<Record<string, () => Promise<{ default: PageConstructor }>>>;
  /** The page that shows one thing that the household has asked for; without it `path` does. */
  readonly itemPage?: (id: string) => { readonly path: string; readonly params: PageParams };
  /** Runs once at boot, before the first page: for what lies over all pages, and cannot wait for a chunk. */
  readonly start?: (kit: Kit) => void;
  /** On a public screen, in place of `start` and all pages: what it has for those who pass, in a chunk of its own. */
  readonly publicSource?: () => Promise<{ default: ScreenSource }>;
  /** What it lets a household switch in the settings, in a chunk of its own. */
  readonly settings?: () => Promise<{ default: SettingsPart }>;
  /** What it has to say in the settings, below the network; nothing while all is well. */
  readonly networkNotes?: () => readonly Pick<ListRowSpec, 'key' | 'picture' | 'text' | 'more'>[];
}
