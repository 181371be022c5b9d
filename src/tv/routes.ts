import type { PageConstructor } from './components/page.ts';
import { mode } from './mode.ts';
import { HomePage } from './pages/home.ts';
import type { TvService } from './service.ts';
import { tvServices } from './services.ts';

interface Route {
  path: string;
  component: PageConstructor | (() => Promise<{ default: PageConstructor }>);
  options?: { clearHistory: boolean };
}

/** Every page of the television: home with the first bundle, all others in chunks of their own. */
export function routes(): Route[] {
  if (mode === 'screen') return [...ownPages(), { path: '*', ...screenPage }];
  const ofServices = Object.values<TvService>(tvServices).flatMap((service) => Object.entries(service.pages));
  return [
    { path: 'home', component: HomePage, options: { clearHistory: true } },
    ...ownPages(),
    ...ofServices.map(([path, component]) => ({ path, component })),
    { path: '*', component: HomePage },
  ];
}

/** What a public screen shows; it offers nothing to choose. */
const screenPage = { component: () => import('./screen/page.ts'), options: { clearHistory: true } };

function ownPages(): Route[] {
  return [
    ...(mode === 'screen' ? [{ path: 'screen', ...screenPage }] : []),
    { path: 'settings', component: () => import('./pages/settings.ts') },
    { path: 'mine', component: () => import('./pages/mine.ts') },
    { path: 'keys', component: () => import('./pages/keys.ts') },
    { path: 'enrol', component: () => import('./pages/enrol.ts') },
    { path: 'outdated', component: () => import('./pages/outdated.ts') },
  ];
}
