import { subscribe } from 'node:diagnostics_channel';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import * as v from 'valibot';
import { answerParent } from '../../bench/kit/child.ts';
import type { Schema } from '../../src/protocol/contract.ts';
import { Clock } from '../../src/tv/clock.ts';
import { Feed } from '../../src/tv/feed.ts';
import { Link } from '../../src/tv/link.ts';
import { Store } from '../../src/tv/storage.ts';

/** Many boxes in one process: each with the television's own line and feed, on a disk that outlives the process. */
const RECONNECT_WINDOW_MS = 1_000;

/** A box's disk: one file, of which there is always a whole one. */
class Disk extends Store {
  readonly #file: string;
  readonly #kept: Map<string, string>;

  constructor(file: string) {
    super();
    this.#file = file;
    const read = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, string][]) : [];
    this.#kept = new Map(read);
  }

  override read<S extends Schema>(name: string, schema: S): v.InferOutput<S> | undefined {
    const text = this.#kept.get(name);
    return text === undefined ? undefined : v.parse(schema, JSON.parse(text));
  }

  override write(name: string, value: unknown): boolean {
    this.#kept.set(name, JSON.stringify(value));
    writeFileSync(`${this.#file}.half`, JSON.stringify([...this.#kept]));
    renameSync(`${this.#file}.half`, this.#file);
    return true;
  }
}

interface Box {
  readonly link: Link;
  /** Ids of all broadcasts and stops that it has told of, in order, through all its lives. */
  heard: readonly string[];
}

const Heard = v.array(v.string());
const lines = new Set<Socket>();
let boxes: Box[] = [];

function open(center: string, secret: string, file: string): Box {
  const disk = new Disk(file);
  const link = new Link();
  const feed = new Feed(disk, link, new Clock(disk));
  const box: Box = { link, heard: disk.read('heard', Heard) ?? [] };
  const tell = (id: string) => {
    box.heard = [...box.heard, id];
    disk.write('heard', box.heard);
  };
  // What was stored and then cut short by a power cut is told at the next start, as the app's own services do.
  for (const { id } of feed.kept('broadcast:message')) if (!box.heard.includes(id)) tell(id);
  feed.on('broadcast:message', ({ id }) => tell(id));
  link.open({
    center,
    reconnectWindowMs: RECONNECT_WINDOW_MS,
    credentials: () => ({ mode: 'tv', secret, cursors: feed.cursors }),
    recognise: () => true,
  });
  return box;
}

subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket };
  lines.add(socket);
  socket.once('close', () => lines.delete(socket));
});

answerParent({
  /** Switches the boxes on; the disk of each is a file in the folder. */
  open({ center, secrets, folder }: { center: string; secrets: string[]; folder: string }) {
    boxes = secrets.map((secret, index) => open(center, secret, join(folder, `${index}.json`)));
  },
  online: () => boxes.filter(({ link }) => link.state === 'online').length,
  /** Boxes that have told of exactly these, each once and in this order. */
  exactly: (ids: string[]) => boxes.filter(({ heard }) => heard.join() === ids.join()).length,
  /** What the boxes have told of, for the message when it is not what it should be. */
  sorts() {
    const sorts = Map.groupBy(boxes, ({ heard }) => heard.join(' '));
    return [...sorts].map(([heard, those]) => `${those.length} boxes: ${heard}`);
  },
  /** Cuts the lines of so many boxes, without a word to anybody. Gives how many were cut. */
  cut(count: number) {
    const cut = [...lines].slice(0, count);
    for (const socket of cut) socket.destroy();
    return cut.length;
  },
});
