import { VideoCameraOutlined } from '@ant-design/icons';
import type { ConsoleService } from '../../console/service.ts';

/** 23 call on the console. */
export const callConsole: ConsoleService = { icon: <VideoCameraOutlined />, color: '#08697a', pages: [] };
