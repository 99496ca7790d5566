/** What a page of the benchmark offers to the program that measures: prepare a scene, draw frames. */
import { change, makeScene, type Scene } from './scene';
import { waveAt, type Wave } from './wave';

export interface Painter {
  /** `wave`: a question in the picture; null = none. */
  draw(frameNumber: number, changed: Int32Array, wave: Wave | null): void;
}
export type CreatePainter = (parent: HTMLElement, scene: Scene) => Painter | Promise<Painter>;

export interface Bench {
  prepare(clients: number, withWave: boolean): Promise<void>;
  /** Draws that many frames, one per animation frame; answers with the milliseconds of JavaScript they took. */
  frames(count: number): Promise<number>;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

export function offer(createPainter: CreatePainter): void {
  let painter: Painter | null = null;
  let scene: Scene | null = null;
  let frameNumber = 0;
  let hasWave = false;
  window.bench = {
    async prepare(clients, withWave) {
      hasWave = withWave;
      const stage = document.getElementById('stage');
      if (!stage) throw new Error('the page has no stage');
      scene = makeScene(clients);
      painter = await createPainter(stage, scene);
    },
    async frames(count) {
      if (!painter || !scene) throw new Error('prepare first');
      let spent = 0;
      for (let i = 0; i < count; i += 1) {
        await nextFrame();
        frameNumber += 1;
        // The engine makes these in its worker: no part of drawing.
        const wave = hasWave ? waveAt(scene.layout, scene.count, scene.frame.time, frameNumber) : null;
        const begun = performance.now();
        painter.draw(frameNumber, change(scene.frame.state, scene.count, frameNumber), wave);
        spent += performance.now() - begun;
      }
      await nextFrame();
      return spent;
    },
  };
}
