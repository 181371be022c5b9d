import type { AskInput } from '../../src/protocol/services.ts';
import { openNewsroom } from '../../src/testing/broadcaster.ts';
import { type Client, connectStaff } from '../../src/testing/harness.ts';
import { sharedNow } from '../kit/child.ts';

/** A red warning that only the second person's word is missing to: what they say to send it. */
export type Ready = AskInput<'broadcast:approve'>;

/** Two of the sample's staff with certified keys. */
export interface Writers {
  /** All but the last step. */
  prepare(): Promise<Ready>;
  /** The last step. `askedAt` is ms of the shared clock; the reply comes after the commit. */
  approve(ready: Ready): { readonly askedAt: number; readonly sent: Promise<unknown> };
  close(): void;
}

const TEXT = {
  level: 'red',
  headline: '暴雨红色预警',
  body: '未来三小时降雨量将达一百毫米以上，请不要出门，关好门窗，切断低处电源，听从社区安排。',
} as const;

const approveBy = (approver: Client) => (ready: Ready) => {
  const askedAt = sharedNow();
  return { askedAt, sent: approver.get('broadcast:approve', ready) };
};

/** Signs both in. */
export async function openWriters(url: string): Promise<Writers> {
  const newsroom = await openNewsroom({ url });
  return {
    prepare: () => newsroom.ready(TEXT),
    approve: approveBy(newsroom.approver),
    close: () => newsroom.close(),
  };
}

/** The approver signs in anew, and says the last word on what was prepared before. */
export async function approveAnew(url: string, ready: Ready): Promise<void> {
  const approver = await connectStaff({ url }, 'approver');
  await approveBy(approver)(ready).sent;
  approver.close();
}
