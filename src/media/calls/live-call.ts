import {
  ALIVE_MS,
  type Signal as CallSignal,
  type CallView,
  type Face,
  type IceServers,
  type Party,
  type Purpose,
} from '../../protocol/contracts/calls.ts';
import type { Refusal, Reply } from '../../protocol/reply.ts';
import type { DeviceFault, Devices, OpeningRule } from '../devices.ts';
import { Signal } from '../signal.ts';
import { deed } from './deed.ts';
import { OwnMedia } from './own-media.ts';
import { Peer, type PeerFault, type PeerLink } from './peer.ts';
import type { Relays } from './relays.ts';
import type { CallWire } from './wire.ts';

export interface CallPlace {
  readonly wire: CallWire;
  readonly devices: Devices;
  readonly relays: Relays;
}

/** How a page comes into a call. */
export interface Entry {
  readonly id: string;
  readonly role: 'caller' | 'callee';
  readonly purpose: Purpose;
  readonly rule: OpeningRule;
  /** Our picture is wished for, if there is a camera. */
  readonly picture: boolean;
  /** Whom we call, until the center has said it. */
  readonly other?: Face;
}

/** dialling: the center has not answered yet; the others are the call's own states. */
export type Stage = 'dialling' | CallView['state'];

/** A call that this page is in, from dial or answer to its end: what is to be drawn of it, and what can be done in it. */
export class LiveCall {
  readonly #place: CallPlace;
  readonly #own: OwnMedia;
  readonly #alive: ReturnType<typeof setInterval>;
  #peer: Peer | undefined;
  #view: CallView | undefined;
  #over = false;
  #wantsPicture: boolean;
  #expected: Face | undefined;
  #otherEnd: string | null = null;
  #began = 0;
  #fault: PeerFault | undefined;

  readonly purpose: Purpose;
  /** Changes when two calls cross: then it is the other side's. */
  id: string;
  role: 'caller' | 'callee';
  /** Something to be drawn has changed. */
  readonly changed = new Signal();
  /** The officer's last words. */
  said = '';
  muted = false;
  /** Something worse has the screen: nothing is heard, and nobody hears us. */
  silenced = false;
  /** Staff at this page have put it on hold. */
  heldHere = false;
  /** It was ended at this page. */
  hungUpHere = false;
  /** Why the center would not have it. */
  refusal: Refusal | undefined;
  /** From the answer to the first of the other side that was seen (heard, where there is no picture), ms. */
  setUpMs: number | undefined;

  constructor(place: CallPlace, { id, role, purpose, rule, picture, other }: Entry) {
    this.#place = place;
    this.#own = new OwnMedia(place.devices, rule);
    this.#wantsPicture = picture;
    this.#expected = other;
    this.id = id;
    this.role = role;
    this.purpose = purpose;
    this.#alive = setInterval(() => void this.#sayAlive(), ALIVE_MS);
  }

  get view(): CallView | undefined {
    return this.#view;
  }

  get stage(): Stage {
    return this.#over ? 'ended' : (this.#view?.state ?? 'dialling');
  }

  /** Who is at the other side. */
  get other(): Face | undefined {
    return (this.role === 'caller' ? this.#view?.callee : this.#view?.caller) ?? this.#expected;
  }

  get link(): PeerLink {
    return this.#peer?.link ?? 'connecting';
  }

  get fault(): PeerFault | undefined {
    return this.#fault ?? this.#peer?.fault;
  }

  /** Of the other side; undefined while there is no connection. A new one after a hand-over. */
  get remote(): MediaStream | undefined {
    return this.#over ? undefined : this.#peer?.remote;
  }

  /** Our own picture; undefined while the camera is off. */
  get local(): MediaStream | undefined {
    return this.#own.stream;
  }

  /** Our camera is on, and sends. */
  get pictureOn(): boolean {
    return this.#own.video !== null;
  }

  /** Our picture shows ourselves, and is drawn as in a mirror; the camera at a phone's back shows the world. */
  get mirrored(): boolean {
    return this.#own.facing === 'user';
  }

  /** Whether the other side sends a picture. */
  get otherPicture(): boolean {
    return (this.role === 'caller' ? this.#view?.calleeVideo : this.#view?.callerVideo) === true;
  }

  /** Why there is no sound, or no picture, of ours. */
  get deviceFaults(): { readonly audio: DeviceFault | undefined; readonly video: DeviceFault | undefined } {
    return { audio: this.#own.audioFault, video: this.#own.videoFault };
  }

  /** When they began to talk, ms by the center's clock. */
  get startedAt(): number | undefined {
    const at = this.#view?.answeredAt;
    return at ? Date.parse(at) : undefined;
  }

  /** Rings at `to`. The offer goes along; the camera opens meanwhile. */
  async dial(to: Party, subject: string | null): Promise<void> {
    const { wire, devices, relays } = this.#place;
    const { purpose } = this;
    const [ice, camera] = await Promise.all([relays.get(), this.#wantsPicture ? devices.hasCamera() : false]);
    if (this.#over) return;
    const peer = this.#connect('caller', ice);
    const offer = await peer.offer();
    void this.#openOwn(camera);
    const dialled = this.id;
    const input = { callId: dialled, end: wire.end, to, purpose, subject, video: camera, offer };
    const view = this.#entered(await deed(wire, 'calls:dial', input));
    if (!view) return;
    if (view.id === dialled) peer.start();
    else await this.#cross(view, ice);
    this.take(view);
  }

  /** Takes a call that rings here. The connection is made ready while the center decides who was first. */
  async answer(offer: CallSignal | null, auto: boolean): Promise<void> {
    const { wire, devices, relays } = this.#place;
    this.#began = performance.now();
    const [ice, camera] = await Promise.all([relays.get(), this.#wantsPicture ? devices.hasCamera() : false]);
    if (this.#over) return;
    const peer = this.#connect('callee', ice);
    if (offer) void peer.receive(offer);
    const view = this.#entered(
      await deed(wire, 'calls:answer', { callId: this.id, end: wire.end, video: camera, auto }),
    );
    if (!view) return;
    peer.start();
    void this.#openOwn(camera);
    this.take(view);
  }

  /** Takes what the center says of the call now. */
  take(view: CallView): void {
    // A reply may come behind a push that is newer.
    if (this.#over || (this.#view?.answeredAt && !view.answeredAt)) return;
    const { end } = this.#place.wire;
    const wasHeld = this.#view?.state === 'held';
    const role = view.callerEnd === end ? 'caller' : view.calleeEnd === end ? 'callee' : undefined;
    this.#view = view;
    // It has ended, or another page of ours has it.
    if (view.state === 'ended' || !role) {
      this.finish();
      return;
    }
    this.role = role;
    const other = role === 'caller' ? view.calleeEnd : view.callerEnd;
    if (other !== this.#otherEnd) void this.#meet(other);
    if (wasHeld && view.state !== 'held') this.heldHere = false;
    this.#apply();
    this.changed.emit();
  }

  /** A signal of the page `from`. */
  receive(from: string, signal: CallSignal): void {
    // The answer may overtake the word that there is one.
    if (this.#otherEnd === null || from === this.#otherEnd) void this.#peer?.receive(signal);
  }

  /** The line is up again: what happened meanwhile? */
  lineUp(): void {
    this.#peer?.lineUp();
    void this.#sayAlive();
  }

  mute(on: boolean): void {
    this.muted = on;
    this.#apply();
    this.changed.emit();
  }

  /** While something worse speaks our microphone and their sound are off; then both are as they were. */
  silence(on: boolean): void {
    if (on === this.silenced) return;
    this.silenced = on;
    this.#apply();
    this.changed.emit();
  }

  /** Turns our picture on or off, by hand. */
  async picture(on: boolean): Promise<void> {
    this.#wantsPicture = on;
    await this.#own.show(on, this.role === 'caller' ? 'dialled' : 'answered');
    await this.#send();
    await this.#tellPicture();
  }

  /** Shows them what the phone's other camera sees, by hand. */
  async turnCamera(): Promise<void> {
    await this.#own.turn(this.role === 'caller' ? 'dialled' : 'answered');
    await this.#send();
    // Neither of them opens any more.
    if (!this.pictureOn) await this.#tellPicture();
  }

  /** Staff: on hold, or back. */
  async hold(on: boolean): Promise<Refusal | undefined> {
    const { wire } = this.#place;
    const before = this.heldHere;
    this.heldHere = on;
    this.changed.emit();
    const reply = await deed(wire, 'calls:hold', { callId: this.id, end: wire.end, on });
    if (reply.ok) this.take(reply.value);
    else this.heldHere = before;
    return reply.ok ? undefined : reply.refusal;
  }

  /** Staff: a colleague takes it; here it is over. */
  async handOver(staffId: string): Promise<Refusal | undefined> {
    const { wire } = this.#place;
    const reply = await deed(wire, 'calls:handOver', { callId: this.id, end: wire.end, staffId });
    if (!reply.ok) return reply.refusal;
    this.take(reply.value);
    return undefined;
  }

  /** Staff: words for the other side's screen. */
  async say(words: string): Promise<Refusal | undefined> {
    const { wire } = this.#place;
    const reply = await deed(wire, 'calls:say', { callId: this.id, end: wire.end, words });
    return reply.ok ? undefined : reply.refusal;
  }

  /** Ends it: here at once, at the center as soon as it can hear of it. */
  hangUp(): void {
    if (this.#over) return;
    const lost = this.link === 'failed';
    this.hungUpHere = true;
    this.finish();
    void deed(this.#place.wire, 'calls:hangUp', { callId: this.id, end: this.#place.wire.end, lost });
  }

  /** This browser cannot: it has no WebRTC, or a broken one. */
  fail(): void {
    this.refusal = { code: 'unavailable', text: 'calls.unable' };
    this.hangUp();
  }

  /** It is over: nothing of it stays open. Twice is harmless. */
  finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#fault = this.#peer?.fault;
    clearInterval(this.#alive);
    this.#peer?.close();
    this.#own.close();
    this.changed.emit();
  }

  /** The call that a dial or an answer has made; undefined when there is none, or it was given up meanwhile. */
  #entered(reply: Reply<CallView>): CallView | undefined {
    if (reply.ok && !this.#over) return reply.value;
    const { wire } = this.#place;
    if (reply.ok) void deed(wire, 'calls:hangUp', { callId: reply.value.id, end: wire.end });
    else this.refusal = reply.refusal;
    this.finish();
    return undefined;
  }

  /** They were dialling us at the same moment, and our dial has answered them. */
  async #cross(view: CallView, ice: IceServers): Promise<void> {
    const { wire } = this.#place;
    this.id = view.id;
    this.#began = performance.now();
    const peer = this.#connect('callee', ice);
    await this.#send();
    const offer = await wire.ask('calls:offer', { callId: view.id, end: wire.end });
    if (offer.ok) void peer.receive(offer.value);
    peer.start();
  }

  #connect(role: 'caller' | 'callee', ice: IceServers): Peer {
    const { wire, relays } = this.#place;
    this.#peer?.close();
    const send = async (signal: CallSignal) => {
      const reply = await wire.ask('calls:signal', { callId: this.id, end: wire.end, signal });
      return reply.ok || reply.refusal.code !== 'unavailable';
    };
    const peer = new Peer({ role, ice, freshIce: () => relays.get(), send });
    this.#peer = peer;
    peer.changed.on(() => {
      this.#apply();
      this.changed.emit();
    });
    peer.firstMedia.on((kind) => this.#measure(kind));
    return peer;
  }

  /** The other page is known; or it has gone, since the call is being handed to somebody else. */
  async #meet(other: string | null): Promise<void> {
    const handedOver = this.#otherEnd !== null;
    this.#otherEnd = other;
    if (other === null) {
      if (handedOver) this.#peer?.close();
      if (handedOver) this.#peer = undefined;
      return;
    }
    this.#began ||= performance.now();
    if (this.#peer) return this.#peer.expectWay();
    const peer = this.#connect('caller', await this.#place.relays.get());
    const offer = await peer.offer();
    await this.#send();
    peer.tell(offer);
    peer.start();
  }

  async #openOwn(camera: boolean): Promise<void> {
    await this.#own.open(camera);
    await this.#send();
    if (camera && !this.pictureOn) await this.#tellPicture();
  }

  /** Whatever is open of ours goes out. */
  async #send(): Promise<void> {
    const peer = this.#peer;
    if (this.#over || !peer) return;
    await Promise.all([peer.setTrack('audio', this.#own.audio), peer.setTrack('video', this.#own.video)]);
    this.#apply();
    this.changed.emit();
  }

  async #tellPicture(): Promise<void> {
    if (this.#over || !this.#view) return;
    const { wire } = this.#place;
    const reply = await deed(wire, 'calls:picture', { callId: this.id, end: wire.end, video: this.pictureOn });
    if (reply.ok) this.take(reply.value);
  }

  /** Who may hear and see whom now. */
  #apply(): void {
    const held = this.#view?.state === 'held';
    const { audio, video } = this.#own;
    if (audio) audio.enabled = !(this.muted || this.silenced || held);
    if (video) video.enabled = !held;
    for (const track of this.#peer?.remote.getAudioTracks() ?? []) track.enabled = !(this.silenced || held);
  }

  #measure(kind: 'audio' | 'video'): void {
    if (this.setUpMs !== undefined || this.#began === 0 || (kind === 'audio' && this.otherPicture)) return;
    this.setUpMs = Math.round(performance.now() - this.#began);
    this.changed.emit();
    void this.#place.wire.ask('calls:measured', { callId: this.id, setUpMs: this.setUpMs });
  }

  async #sayAlive(): Promise<void> {
    if (!this.#view || this.#over) return;
    const { wire } = this.#place;
    const reply = await wire.ask('calls:alive', { callId: this.id, end: wire.end });
    if (reply.ok) this.take(reply.value);
    else if (reply.refusal.code === 'gone') this.finish();
  }
}
