/** Everything of a picture that moves: registrations, connection attempts, breaks; what flows on the lines; questions and answers above the labels. */
import type { Frame } from '../engine/frame';
import { FlowLayer } from './flow-layer';
import type { MotionMoment } from './moving';
import { MotionLayer } from './motion-layer';
import type { OverlayLayer } from './overlay-layer';
import { QueueLayer } from './queue-layer';
import type { Scene } from './scene';
import type { View } from './view';
import { WanPath } from './wan-path';
import { WaveLayer, type Spot } from './wave-layer';

export class MovingLayer {
  private readonly scene: Scene;
  private readonly path: WanPath;

  constructor(scene: Scene) {
    this.scene = scene;
    this.path = new WanPath(scene);
  }

  /** Returns where the followed message was drawn. */
  draw(context: CanvasRenderingContext2D, overlay: OverlayLayer, view: View, frame: Frame, moment: MotionMoment): Spot | null {
    const { scene } = this;
    const { playhead, speed, playing, reduced, seconds } = moment;
    new FlowLayer(context, scene, view).draw(scene.sites, seconds);
    new QueueLayer(context, scene, view).draw(scene.sites);
    new MotionLayer(context, scene, view, { playhead, speed }, reduced).draw(frame);
    // Questions and answers pass over the words in the marks, not under them.
    overlay.drawLabels();
    const wave = new WaveLayer(context, scene, view, { playhead, speed, playing }, this.path, reduced);
    wave.draw(frame, moment.followed, moment.kinds);
    return wave.spot;
  }
}
