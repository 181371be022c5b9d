import { Devices } from '../../../../media/devices.ts';
import { encodeWav, peakOf, raised, WAV_HZ } from './wav.ts';

/** Longest that a voice may be, s: said three times it fills a minute and a half. */
export const VOICE_MAX_S = 30;
/** Quieter than this is an empty room, or a microphone that is switched off. */
const SILENCE = 0.01;

/** Why there is no recording. */
export type RecordFault = 'insecure' | 'denied' | 'noMicrophone' | 'silent' | 'broken';

export interface Recording {
  /** Ends it before its time. */
  stop(): void;
  /** What was recorded, as WAV, or why there is nothing. */
  readonly done: Promise<Blob | RecordFault>;
}

/** Records from the microphone for `VOICE_MAX_S` at most. Asks the person for leave first. */
export async function startRecording(): Promise<Recording | RecordFault> {
  const opened = await new Devices().open('voice-note', { audio: { channelCount: 1, noiseSuppression: true } });
  // By plain http a browser has no microphone to give.
  if (opened.audioFault === 'insecure') return 'insecure';
  if (opened.audioFault) return opened.audioFault === 'refused' ? 'denied' : 'noMicrophone';
  const recorder = new MediaRecorder(opened.stream);
  const chunks: Blob[] = [];
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  const ended = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const timer = setTimeout(stop, VOICE_MAX_S * 1_000);
  recorder.start();
  return {
    stop,
    done: ended.then(() => {
      clearTimeout(timer);
      // The light beside the camera goes out.
      opened.close();
      return toWav(new Blob(chunks, { type: recorder.mimeType }));
    }),
  };
}

/** Whatever the browser has recorded, as the WAV that every box can play. */
async function toWav(recorded: Blob): Promise<Blob | RecordFault> {
  try {
    const decoder = new OfflineAudioContext(1, 1, WAV_HZ);
    const sound = await decoder.decodeAudioData(await recorded.arrayBuffer());
    const mixer = new OfflineAudioContext(1, Math.min(sound.length, VOICE_MAX_S * WAV_HZ), WAV_HZ);
    const source = mixer.createBufferSource();
    source.buffer = sound;
    source.connect(mixer.destination);
    source.start();
    const samples = (await mixer.startRendering()).getChannelData(0);
    if (peakOf(samples) < SILENCE) return 'silent';
    return new Blob([encodeWav(raised(samples))], { type: 'audio/wav' });
  } catch {
    return 'broken';
  }
}
