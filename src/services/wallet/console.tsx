import { WalletOutlined } from '@ant-design/icons';
import type { ConsoleService } from '../../console/service.ts';

/** 21 at the counter: households' money, subsidies, and the books. */
export const walletConsole: ConsoleService = { icon: <WalletOutlined />, color: '#7a4b00', pages: [] };
