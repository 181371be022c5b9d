import { DesktopOutlined } from '@ant-design/icons';
import type { ConsoleService } from '../../console/service.ts';

/** 22 tv on the console. */
export const tvConsole: ConsoleService = { icon: <DesktopOutlined />, color: '#1d39c4', pages: [] };
