/**
 * Everything over the marks: what flows on the lines, registrations, connection attempts, breaks; questions and answers above the labels; what belongs to
 * the person at the screen.
 */
import type { Frame } from '../engine/frame';
import { badgeText, drawBadge } from './badge';
import { FlowLayer } from './flow-layer';
import type { MotionMoment } from './moving';
import { MotionLayer } from './motion-layer';
import { drawPlace } from './network-places';
import { OverlayLayer, type Attention } from './overlay-layer';
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
  draw(context: CanvasRenderingContext2D, view: View, moment: MotionMoment, attention: Attention): Spot | null {
    const { scene } = this;
    const { frame, layout } = scene;
    const overlay = new OverlayLayer(context, scene, view);
    const spot = frame ? this.drawMoving(context, overlay, view, frame, moment) : null;
    if (attention.place) drawPlace(context, scene, view, attention.place);
    overlay.draw(attention);
    if (moment.followed) overlay.drawFollowed(spot, moment.followed.at);
    if (frame && layout && frame.motionOmitted > 0) drawBadge(context, layout, view, badgeText(frame));
    return spot;
  }

  private drawMoving(context: CanvasRenderingContext2D, overlay: OverlayLayer, view: View, frame: Frame, moment: MotionMoment): Spot | null {
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
