import type { LiveCall } from '../../media/calls/live-call.ts';
import type { CallView } from '../../protocol/contracts/calls.ts';
import { type DialogSpec, showDialog } from '../components/dialog.ts';
import { kit } from '../kit.ts';
import type { Layer } from '../layers.ts';
import { t, tRefusal } from '../text.ts';
import { faceName, facePicture } from './faces.ts';
import { CallPictures } from './pictures.ts';
import { RingingLayer } from './ringing-layer.ts';
import { TalkLayer } from './talk-layer.ts';
import { lengthText } from './words.ts';

/** Shows calls over the pages: who rings, who is talked with, how it ended. Runs once at boot. */
export function startCallScreen(): void {
  const screen = new CallScreen();
  kit.calls.changed.on(() => screen.follow());
  kit.calls.ended.on((call) => screen.over(call));
  kit.layers.changed.on(() => screen.follow());
  kit.settings.changed.on(() => screen.follow());
  screen.follow();
}

class CallScreen {
  #ringing: { readonly id: string; readonly layer: Layer<RingingLayer> } | undefined;
  #talking: { readonly call: LiveCall; readonly layer: Layer<TalkLayer>; readonly pictures: CallPictures } | undefined;
  #question: (() => void) | undefined;
  #sounding = false;
  #following = false;

  /** Brings the layers in line with the calls. */
  follow(): void {
    // Laying a layer is a change of layers itself.
    if (this.#following) return;
    this.#following = true;
    this.#followRinging();
    this.#followTalk();
    this.#followWorse();
    this.#following = false;
    void this.#sound();
  }

  /** Says how it ended, unless the person has ended it here. */
  over(call: LiveCall): void {
    this.#question?.();
    const spec = endOf(call);
    if (spec && call.purpose !== 'sos') showDialog(spec);
  }

  #followRinging(): void {
    const next = kit.calls.current ? undefined : kit.calls.ringing.find(({ view }) => !bySelf(view));
    if (this.#ringing && this.#ringing.id !== next?.view.id) {
      this.#ringing.layer.close();
      this.#ringing = undefined;
    }
    if (next && !this.#ringing) {
      const { view } = next;
      this.#ringing = { id: view.id, layer: kit.layers.show('call', RingingLayer, { ringing: next }) };
      const name = faceName(view.caller);
      void kit.voice.speak(t(view.autoAnswer ? 'calls.ring.sayAuto' : 'calls.ring.say', { name }), { always: true });
    } else if (next && this.#ringing) this.#ringing.layer.component.ringing = next;
  }

  #followTalk(): void {
    const { current } = kit.calls;
    const call = isCarried(current) ? undefined : current;
    const before = this.#talking;
    if (before && before.call !== call) {
      this.#question?.();
      before.pictures.close();
      before.layer.close();
      this.#talking = undefined;
    }
    if (!call) return;
    if (!this.#talking) {
      const pictures = new CallPictures(call, 'call', () => this.#talking?.layer.component.redraw());
      const layer = kit.layers.show('call', TalkLayer, { talk: { call, pictures } });
      layer.component.onHangUp = () => this.#askEnd(call);
      this.#talking = { call, layer, pictures };
    }
    this.#talking.pictures.follow();
    this.#talking.layer.component.redraw();
  }

  /** While something worse speaks nobody hears the call, and the other side does not hear the room. */
  #followWorse(): void {
    const { top } = kit.layers;
    const call = kit.calls.current;
    const own = isCarried(call) ? kit.calls.carriedBy : 'call';
    call?.silence(top !== undefined && top.kind !== own && top.kind !== 'popup' && top.kind !== 'call');
  }

  #askEnd(call: LiveCall): void {
    if (call.stage === 'dialling' || (call.stage === 'ringing' && !call.startedAt) || call.link === 'failed') {
      call.hangUp();
      return;
    }
    this.#question ??= this.#ask({
      title: t('calls.end.ask'),
      picture: facePicture(call.other?.picture),
      safe: { text: t('calls.end.stay'), onPress: () => this.#answered() },
      deed: {
        text: t('calls.end.go'),
        onPress: () => {
          this.#answered();
          call.hangUp();
        },
      },
    });
  }

  #ask(spec: DialogSpec): () => void {
    const close = showDialog(spec, 'call');
    return () => {
      this.#answered();
      close();
    };
  }

  #answered(): void {
    this.#question = undefined;
  }

  /** Rings as long as it rings, and nothing worse lies over it. */
  async #sound(): Promise<void> {
    const heard = () => this.#ringing !== undefined && kit.layers.top === this.#ringing.layer;
    if (this.#sounding) {
      if (!heard()) kit.tones.stop('ring');
      return;
    }
    this.#sounding = true;
    while (heard() && (await kit.tones.play('ring')));
    this.#sounding = false;
  }
}

/** It connects by itself within the screen of its alarm: an officer's call to whoever has called for help. */
function bySelf({ purpose, autoAnswer }: CallView): boolean {
  return purpose === 'sos' && autoAnswer !== null;
}

/** Another layer draws this call within itself. */
function isCarried(call: LiveCall | undefined): boolean {
  return call !== undefined && kit.calls.carriedBy === call.purpose;
}

/** What is said of the end of a call; undefined where the person knows. */
function endOf(call: LiveCall): DialogSpec | undefined {
  const { view, refusal, other, startedAt } = call;
  const name = faceName(other);
  const again =
    other && call.role === 'caller'
      ? { text: t('calls.over.again'), onPress: () => void kit.calls.dial(other.party, { face: other }) }
      : undefined;
  const close = { text: t('calls.over.close') };
  const look = { picture: facePicture(other?.picture), safe: close };
  if (refusal) {
    // Another box of this home was quicker: it is being talked there.
    if (call.role === 'callee' && refusal.code === 'conflict') return undefined;
    return { ...look, title: t('calls.over.failed'), text: tRefusal(refusal) };
  }
  const outcome = view?.outcome;
  if (call.hungUpHere || !outcome || outcome === 'cancelled') return undefined;
  if (outcome === 'answered') {
    const text = startedAt ? t('calls.over.length', { length: lengthText(kit.clock.now() - startedAt) }) : '';
    return { ...look, title: t('calls.over.title', { name }), text };
  }
  if (outcome === 'lost') {
    return { ...look, title: t('calls.over.lost', { name }), text: t('calls.over.lostMore'), deed: again };
  }
  return { ...look, title: t(`calls.over.${outcome}`, { name }), text: t('calls.over.later'), deed: again };
}
