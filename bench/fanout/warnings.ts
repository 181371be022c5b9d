import { openNewsroom } from '../../src/testing/broadcaster.ts';
import { sharedNow } from '../kit/child.ts';

/** A red warning that only the second person's word is missing to. */
export interface Ready {
  readonly id: string;
  /** ms of the shared clock at which the approver asks; the reply comes after the commit. */
  send(): { readonly askedAt: number; readonly sent: Promise<unknown> };
}

/** Two of the sample's staff with certified keys. `prepare` is all but the last step. */
export interface Writers {
  prepare(): Promise<Ready>;
  close(): void;
}

const TEXT = {
  level: 'red',
  headline: '暴雨红色预警',
  body: '未来三小时降雨量将达一百毫米以上，请不要出门，关好门窗，切断低处电源，听从社区安排。',
} as const;

export async function openWriters(port: number): Promise<Writers> {
  const newsroom = await openNewsroom({ url: `http://127.0.0.1:${port}` });
  const { writer, approver } = newsroom;
  return {
    async prepare() {
      const { id, hash, content, audienceName: typedPlace } = await newsroom.prepare(TEXT);
      await writer.get('broadcast:submit', { id, hash, typedPlace, signature: writer.sign(content) });
      const signature = approver.sign(content);
      return {
        id,
        send() {
          const askedAt = sharedNow();
          return { askedAt, sent: approver.get('broadcast:approve', { id, hash, typedPlace, signature }) };
        },
      };
    },
    close: () => newsroom.close(),
  };
}
