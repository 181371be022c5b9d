import { say } from '../../../console/say.ts';

/** A film's length: '12 分 05 秒'. */
export function lengthWords(seconds: number): string {
  const whole = Math.round(seconds);
  return say('classesStaff.length', { minutes: Math.floor(whole / 60), seconds: String(whole % 60).padStart(2, '0') });
}
