import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calls } from '../../media/calls/calls.ts';
import { Devices } from '../../media/devices.ts';
import type { Party } from '../../protocol/contracts/calls.ts';
import { newId } from '../../protocol/ids.ts';
import { FakeConnection, fakeBrowser } from '../../testing/fake-connection.ts';
import { openStage } from '../../testing/stage.ts';
import { Switchboard } from '../../testing/switchboard.ts';
import { kit } from '../kit.ts';
import { startCallScreen } from './call-screen.ts';
import { openEngine } from './engine.ts';

vi.mock('./engine.ts');

/** This home's box, with a screen; and a relative who calls it. */
const home: Party = { kind: 'household', id: newId() };
const family: Party = { kind: 'relative', id: newId() };
const stage = openStage();
fakeBrowser();
const board = new Switchboard();
const { devices } = kit;
const own = new Calls({
  wire: board.page(home, newId()).wire,
  devices,
  isUs: (party) => party.kind === 'household',
  answersItself: () => true,
});
vi.mocked(openEngine).mockReturnValue({ calls: own, connections: () => 0 });
const theirs = new Calls({ wire: board.page(family, newId()).wire, devices: new Devices(), isUs: () => false });
await kit.calls.start();
startCallScreen();

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const screen = () => {
  stage.draw();
  return stage.texts().join('\n');
};

beforeEach(() => {
  vi.useFakeTimers();
  fakeBrowser();
  board.autoAnswer = null;
});
afterEach(async () => {
  own.current?.hangUp();
  theirs.current?.hangUp();
  await pass(1);
  for (const layer of [...kit.layers.stack]) layer.close();
  vi.useRealTimers();
});

test('it rings in a layer of its own; Back refuses, and the screen is as it was', async () => {
  theirs.dial(home);
  await pass(1);
  expect(kit.layers.stack.map(({ kind }) => kind)).toEqual(['call']);
  expect(screen()).toContain('接听');
  stage.press('Back');
  await pass(1);
  expect(kit.layers.stack).toEqual([]);
  expect(theirs.current).toBeUndefined();
});

test('an answer by consent counts down in large digits, and Back takes it back', async () => {
  board.autoAnswer = { at: new Date(kit.clock.now() + 10_000).toISOString(), video: true, boxId: null };
  theirs.dial(home);
  await pass(2_100);
  expect(screen()).toMatch(/^8$/m);
  expect(screen()).toContain('会打开摄像头和话筒');
  stage.press('Back');
  await pass(20_000);
  expect(own.current).toBeUndefined();
  expect(devices.openTracks).toBe(0);
});

test('while they talk Back asks first, and the safe answer goes on talking', async () => {
  theirs.dial(home);
  await pass(1);
  stage.press('Enter');
  await pass(1);
  for (const connection of FakeConnection.all) connection.become('connected');
  expect(own.current?.stage).toBe('talking');
  stage.press('Back');
  expect(screen()).toContain('结束通话？');
  // At one height the clock of the call would be drawn over the question.
  const [call = 0, question = 0] = kit.layers.stack.map(({ component }) => component.zIndex);
  expect(question).toBeGreaterThan(call);
  stage.press('Enter');
  await pass(1);
  expect(own.current?.stage).toBe('talking');
});

test('a worse layer silences it, and gives it back', async () => {
  theirs.dial(home);
  await pass(1);
  stage.press('Enter');
  await pass(1);
  const { component } = kit.layers.top ?? {};
  const red = kit.layers.show('red', Object.getPrototypeOf(component).constructor, {});
  expect(own.current?.silenced).toBe(true);
  red.close();
  expect(own.current?.silenced).toBe(false);
});

test('words of the officer stand on the screen; what failed says what to do', async () => {
  theirs.dial(home);
  await pass(1);
  stage.press('Enter');
  await pass(1);
  const call = own.current;
  for (const page of board.pages) page.push('calls:said', { callId: call?.id, words: '请开门' });
  expect(screen()).toContain('请开门');
  for (const connection of FakeConnection.all) connection.become('connected');
  for (const connection of FakeConnection.all) connection.become('failed');
  expect(screen()).toContain('您不用动');
  await pass(65_000);
  expect(screen()).toContain('请先挂断');
});
