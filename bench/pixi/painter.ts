/**
 * The same scene with pixi.js, in its best case for many marks: one particle a client with tint as the only thing that changes, links as one
 * static geometry, one container for the camera.
 */
import { Application, Container, Graphics, Particle, ParticleContainer, Text } from 'pixi.js';
import { offer, type Painter } from '../draw/offer';
import { cameraAt, VIEW, type Scene } from '../draw/scene';
import type { Wave } from '../draw/wave';
import { MOTION, MOTION_STRIDE } from '../../src/engine/frame';

const CALM = 0x7a8ba3;
const BUSY = 0xf2b84b;
const LINK = 0x4a5a70;
/** By how far a client is with the question: not reached, received, done, passed on, heard. */
const WAVE_TINTS = [CALM, 0xffc857, 0xffc857, 0x6ccbff, 0x6ccbff];

function links(scene: Scene): Graphics {
  const { frame, layout, count } = scene;
  const at = (slot: number, axis: 0 | 1): number => layout.positions[slot * 2 + axis] ?? 0;
  const lines = new Graphics();
  for (let slot = 0; slot < count; slot += 1) {
    const peer = frame.forward?.[slot] ?? -1;
    if (peer >= 0) lines.moveTo(at(slot, 0), at(slot, 1)).lineTo(at(peer, 0), at(peer, 1));
  }
  return lines.stroke({ width: layout.cell / 8, color: LINK });
}

function cards(scene: Scene): Container {
  const container = new Container();
  const boxes = new Graphics();
  for (const card of scene.layout.cards) boxes.rect(card.x, card.y, card.width, card.height);
  container.addChild(boxes.stroke({ width: 1, color: LINK }));
  for (const card of scene.layout.cards) {
    const title = new Text({ text: scene.siteNames[card.site] ?? '', style: { fontSize: 12, fill: 0xdddddd } });
    title.position.set(card.x + 4, card.y + 4);
    container.addChild(title);
  }
  return container;
}

async function createPixiPainter(parent: HTMLElement, scene: Scene): Promise<Painter> {
  const app = new Application();
  await app.init({ width: VIEW.widthCssPx, height: VIEW.heightCssPx, antialias: true, autoStart: false, preference: 'webgl', background: 0x10151d });
  parent.append(app.canvas);
  const dot = app.renderer.generateTexture(new Graphics().circle(0, 0, 16).fill(0xffffff));
  const particles = new ParticleContainer({ dynamicProperties: { position: false, vertex: false, rotation: false, uvs: false, color: true } });
  const size = (scene.layout.cell * 0.7) / 32;
  const marks: Particle[] = [];
  for (let slot = 0; slot < scene.count; slot += 1) {
    const x = scene.layout.positions[slot * 2] ?? 0;
    const y = scene.layout.positions[slot * 2 + 1] ?? 0;
    marks.push(new Particle({ texture: dot, x, y, scaleX: size, scaleY: size, anchorX: 0.5, anchorY: 0.5, tint: CALM }));
  }
  for (const mark of marks) particles.addParticle(mark);
  const messages = new ParticleContainer({ dynamicProperties: { position: true, vertex: false, rotation: false, uvs: false, color: true } });
  const travelling: Particle[] = [];
  const world = new Container();
  world.addChild(cards(scene), links(scene), particles, messages);
  app.stage.addChild(world);
  /** A dot each, in a straight line between its ends. */
  const moveMessages = ({ motion, motionCount }: Wave): void => {
    const server = scene.layout.servers[0];
    const at = (slot: number, axis: 0 | 1): number => (slot < 0 ? (server?.[axis === 0 ? 'x' : 'y'] ?? 0) : (scene.layout.positions[slot * 2 + axis] ?? 0));
    for (let i = 0; i < motionCount; i += 1) {
      let mark = travelling[i];
      if (!mark) {
        mark = new Particle({ texture: dot, scaleX: size, scaleY: size, anchorX: 0.5, anchorY: 0.5 });
        travelling.push(mark);
        messages.addParticle(mark);
      }
      const row = i * MOTION_STRIDE;
      const [from, to, sent, arrives] = [motion[row + 1] ?? 0, motion[row + 2] ?? 0, motion[row + 3] ?? 0, motion[row + 4] ?? 0];
      const share = (scene.frame.time - sent) / Math.max(1, arrives - sent);
      mark.x = at(from, 0) + (at(to, 0) - at(from, 0)) * share;
      mark.y = at(from, 1) + (at(to, 1) - at(from, 1)) * share;
      mark.tint = motion[row] === MOTION.question ? 0xffc857 : 0x6ccbff;
    }
  };
  return {
    draw(frameNumber, changed, wave) {
      if (wave) {
        for (let slot = 0; slot < scene.count; slot += 1) {
          const mark = marks[slot];
          if (mark) mark.tint = WAVE_TINTS[wave.wave[slot] ?? 0] ?? CALM;
        }
        moveMessages(wave);
      } else
        for (const slot of changed) {
          const mark = marks[slot];
          if (mark) mark.tint = mark.tint === CALM ? BUSY : CALM;
        }
      const camera = cameraAt(scene.layout, frameNumber);
      world.scale.set(camera.zoom);
      world.position.set(VIEW.widthCssPx / 2 - camera.x * camera.zoom, VIEW.heightCssPx / 2 - camera.y * camera.zoom);
      app.render();
    },
  };
}

offer(createPixiPainter);
