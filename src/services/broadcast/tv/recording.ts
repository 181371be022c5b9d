/** A recorded voice while it is played. */
export class Recording {
  #audio: HTMLAudioElement | undefined;

  /** Plays it once; says how it ended: to its end, by `stop`, or not at all, since the box will not play it. */
  async play(address: string): Promise<'over' | 'stopped' | 'failed'> {
    this.stop();
    const audio = new Audio(address);
    this.#audio = audio;
    const over = new Promise<'over' | 'stopped' | 'failed'>((resolve) => {
      audio.onended = () => resolve('over');
      audio.onerror = () => resolve('failed');
      // At its end it pauses too, but has ended by then.
      audio.onpause = () => resolve(audio.ended ? 'over' : 'stopped');
    });
    try {
      await audio.play();
      return await over;
    } catch {
      return this.#audio === audio ? 'failed' : 'stopped';
    }
  }

  stop(): void {
    const audio = this.#audio;
    this.#audio = undefined;
    audio?.pause();
  }
}
