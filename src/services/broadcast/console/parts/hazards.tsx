import {
  CloudFilled,
  DashboardFilled,
  EllipsisOutlined,
  FireFilled,
  MedicineBoxFilled,
  NotificationFilled,
  RiseOutlined,
  ThunderboltFilled,
  ToolFilled,
  UserOutlined,
  WarningFilled,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Hazard } from '../../protocol.ts';

/** A picture for what a broadcast is about; its word always stands beside it. */
export const HAZARD_SIGNS: Readonly<Record<Hazard, ReactNode>> = {
  weather: <CloudFilled />,
  fire: <FireFilled />,
  gas: <DashboardFilled />,
  water: <ToolFilled />,
  power: <ThunderboltFilled />,
  flood: <RiseOutlined />,
  earthquake: <WarningFilled />,
  missing: <UserOutlined />,
  epidemic: <MedicineBoxFilled />,
  notice: <NotificationFilled />,
  other: <EllipsisOutlined />,
};
