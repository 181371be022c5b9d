import { AuditOutlined, WalletOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { ConsoleService } from '../../console/service.ts';

/** 21 at the counter: households' money, subsidies, and the books. */
export const walletConsole: ConsoleService = {
  icon: <WalletOutlined />,
  color: '#7a4b00',
  pages: [
    {
      path: 'wallet/books',
      label: 'walletStaff.page.books',
      icon: <AuditOutlined />,
      roles: ['admin'],
      page: lazy(() => import('./console/books-page.tsx')),
    },
  ],
  householdPart: lazy(() => import('./console/household-part.tsx')),
};
