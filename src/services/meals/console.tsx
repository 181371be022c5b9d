import {
  AppstoreOutlined,
  CalendarOutlined,
  CoffeeOutlined,
  OrderedListOutlined,
  ShoppingFilled,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../../console/service.ts';

const cooks = ['canteen', 'admin'] as const;

/** 06 in the canteen: orders as they come, the pick list, what is cooked when, and the dishes. */
export const mealsConsole: ConsoleService = {
  icon: <ShoppingFilled />,
  color: '#3b6b2b',
  pages: [
    {
      path: 'meals/orders',
      label: 'mealsStaff.page.orders',
      icon: <AppstoreOutlined />,
      roles: cooks,
      page: lazy(() => import('./console/orders-page.tsx')),
    },
    {
      path: 'meals/picklist',
      label: 'mealsStaff.page.picklist',
      icon: <OrderedListOutlined />,
      roles: cooks,
      page: lazy(() => import('./console/picklist-page.tsx')),
    },
    {
      path: 'meals/menu',
      label: 'mealsStaff.page.menu',
      icon: <CalendarOutlined />,
      roles: cooks,
      page: lazy(() => import('./console/menu-page.tsx')),
    },
    {
      path: 'meals/dishes',
      label: 'mealsStaff.page.dishes',
      icon: <CoffeeOutlined />,
      roles: cooks,
      page: lazy(() => import('./console/dishes-page.tsx')),
    },
  ],
  itemPanel: lazy(() => import('./console/order-panel.tsx')),
};
