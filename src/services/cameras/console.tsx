import { EyeOutlined } from '@ant-design/icons';
import type { ConsoleService } from '../../console/service.ts';

/** 03 cameras on the console. */
export const camerasConsole: ConsoleService = { icon: <EyeOutlined />, color: '#531dab', pages: [] };
