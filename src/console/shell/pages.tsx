import {
  ApiOutlined,
  AuditOutlined,
  ControlOutlined,
  EnvironmentOutlined,
  HomeOutlined,
  NotificationOutlined,
  PhoneOutlined,
  ShopOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import { CATALOGUE } from '../../protocol/catalogue.ts';
import { COMMUNITY_ROLES, MERCHANT_KINDS, ROLES, type Role } from '../../protocol/roles.ts';
import type { ServiceId } from '../../protocol/services.ts';
import type { ConsoleTextKey } from '../say.ts';
import { allowed, type ConsolePage } from '../service.ts';
import { consoleServices } from '../services.ts';

export interface PageGroup {
  readonly label: ConsoleTextKey;
  readonly pages: readonly ConsolePage[];
}

/** More pages of one service than the duty desk has room for. */
const MANY_PAGES = 4;

/** The services of safety belong to the duty desk, unless they bring many pages; every other one has a group of its own. */
function isAtDesk(id: ServiceId): boolean {
  const safety = CATALOGUE.some((entry) => entry.id === id && entry.shelf === 'safety');
  return safety && consoleServices[id].pages.length < MANY_PAGES;
}

const serviceIds = Object.keys(consoleServices) as ServiceId[];

/** All pages in the order of the menu; the services' pages stand between the queue and the house's own. */
const GROUPS: readonly PageGroup[] = [
  {
    label: 'console.group.desk',
    pages: [
      {
        path: 'queue',
        label: 'console.page.queue',
        icon: <UnorderedListOutlined />,
        roles: ROLES,
        page: lazy(() => import('../queue/queue-page.tsx')),
      },
      ...serviceIds.filter(isAtDesk).flatMap((id) => consoleServices[id].pages),
    ],
  },
  ...serviceIds
    .filter((id) => !isAtDesk(id))
    .map((id): PageGroup => ({ label: `${id}.name`, pages: consoleServices[id].pages })),
  {
    label: 'console.group.merchant',
    pages: [
      {
        path: 'merchant/own',
        label: 'console.page.own',
        icon: <ShopOutlined />,
        roles: MERCHANT_KINDS,
        page: lazy(() => import('../merchants/own-page.tsx')),
      },
    ],
  },
  {
    label: 'console.group.people',
    pages: [
      {
        path: 'people/households',
        label: 'console.page.households',
        icon: <HomeOutlined />,
        roles: ['clerk', 'officer', 'admin'],
        page: lazy(() => import('../people/households-page.tsx')),
      },
      {
        path: 'people/responders',
        label: 'console.chain.people',
        icon: <PhoneOutlined />,
        roles: ['clerk', 'officer', 'admin'],
        page: lazy(() => import('../people/responders-page.tsx')),
      },
      {
        path: 'people/map',
        label: 'console.map.title',
        icon: <EnvironmentOutlined />,
        roles: ['clerk', 'officer', 'admin'],
        page: lazy(() => import('../map/map-page.tsx')),
      },
      {
        path: 'people/notice',
        label: 'console.page.notice',
        icon: <NotificationOutlined />,
        roles: ['clerk', 'officer', 'admin'],
        page: lazy(() => import('../people/notice-page.tsx')),
      },
    ],
  },
  {
    label: 'console.group.house',
    pages: [
      {
        path: 'house/profile',
        label: 'console.page.profile',
        icon: <ControlOutlined />,
        roles: ['admin', 'clerk'],
        page: lazy(() => import('../merchants/profile-page.tsx')),
      },
      {
        path: 'house/merchants',
        label: 'console.page.merchants',
        icon: <ShopOutlined />,
        roles: ['admin', 'clerk'],
        page: lazy(() => import('../merchants/merchants-page.tsx')),
      },
      {
        path: 'house/staff',
        label: 'console.page.staff',
        icon: <TeamOutlined />,
        roles: ['admin'],
        page: lazy(() => import('../people/staff-page.tsx')),
      },
      {
        path: 'house/connectors',
        label: 'console.page.connectors',
        icon: <ApiOutlined />,
        roles: COMMUNITY_ROLES,
        page: lazy(() => import('../house/connectors-page.tsx')),
      },
      {
        path: 'house/audit',
        label: 'console.page.audit',
        icon: <AuditOutlined />,
        roles: ['admin'],
        page: lazy(() => import('../house/audit-page.tsx')),
      },
    ],
  },
];

/** The menu of somebody with these roles; groups without a page for them are left out. */
export function groupsFor(roles: readonly Role[]): PageGroup[] {
  return GROUPS.map((group) => ({ ...group, pages: group.pages.filter((page) => allowed(roles, page.roles)) })).filter(
    (group) => group.pages.length > 0,
  );
}

/** The page at the first two parts of a path; `queue/<id>` is the queue. Undefined when there is none for these roles. */
export function pageAt(path: string, roles: readonly Role[]): ConsolePage | undefined {
  return groupsFor(roles)
    .flatMap((group) => group.pages)
    .find((page) => path === page.path || (page.path === 'queue' && path.startsWith('queue/')));
}
