/** What a page of the benchmark offers to the program that measures: prepare a scene, draw frames. */
import { change, makeScene, type Scene } from './scene';

export interface Painter {
  draw(frameNumber: number, changed: Int32Array): void;
}
export type CreatePainter = (parent: HTMLElement, scene: Scene) => Painter | Promise<Painter>;

export interface Bench {
  prepare(clients: number): Promise<void>;
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
  window.bench = {
    async prepare(clients) {
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
        const begun = performance.now();
        frameNumber += 1;
        painter.draw(frameNumber, change(scene.frame.state, scene.count, frameNumber));
        spent += performance.now() - begun;
      }
      await nextFrame();
      return spent;
    },
  };
}
