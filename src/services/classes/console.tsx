import { ReadOutlined } from '@ant-design/icons';
import type { ConsoleService } from '../../console/service.ts';

/** 24 classes on the console. */
export const classesConsole: ConsoleService = { icon: <ReadOutlined />, color: '#8a5a00', pages: [] };
