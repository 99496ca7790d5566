/** Keeps what is followed in view. Whoever moves the view by hand takes it back; the next wish to follow begins anew. */
import type { Camera } from './camera';
import type { Scene } from './scene';
import type { View } from './view';
import type { Followed, Spot } from './wave-layer';

/** Share of the view at each edge that what is followed should not get into. */
const EDGE = 0.18;
/** With smaller cells a single message cannot be seen: then the camera goes nearer, once. CSS px. */
const SMALLEST_CELL = 14;
const READABLE_CELL = 26;

export class CameraFollow {
  private readonly camera: Camera;
  private readonly scene: Scene;
  private followed: Followed | null = null;
  private key: string | null = null;
  private holds = false;
  private isNear = false;

  constructor(camera: Camera, scene: Scene) {
    this.camera = camera;
    this.scene = scene;
  }

  set(followed: (Followed & { readonly key: string }) | null): void {
    this.followed = followed;
    if (followed === null) this.holds = false;
    else if (followed.key !== this.key) {
      this.holds = true;
      this.isNear = false;
    }
    this.key = followed?.key ?? null;
  }

  release(): void {
    this.holds = false;
  }

  /** After a picture: `spot` is where the followed message was drawn, device px. */
  step(spot: Spot | null, view: View): void {
    const { followed, camera, scene } = this;
    if (!this.holds || followed === null || camera.flying) return;
    const place = spot ? { x: (spot.x - view.offsetX) / view.scale, y: (spot.y - view.offsetY) / view.scale } : this.placeOf(followed);
    if (!place) return;
    const { k } = camera.get();
    const cell = (scene.layout?.cell ?? 1) * k;
    const goNear = !this.isNear && followed.at >= 0 && cell < SMALLEST_CELL;
    if (followed.at >= 0) this.isNear = true;
    if (!goNear && isInside(place, view)) return;
    camera.centreOn(place.x, place.y, goNear ? (READABLE_CELL / cell) * k : k);
  }

  private placeOf({ at, to }: Followed): { readonly x: number; readonly y: number } | null {
    const { scene } = this;
    const slot = scene.isPlaced(at) ? at : to;
    if (scene.isPlaced(slot)) return { x: scene.positions[2 * slot]!, y: scene.positions[2 * slot + 1]! };
    const server = scene.layout?.servers[0];
    return server ? { x: server.x + server.width / 2, y: server.y + server.height } : null;
  }
}

function isInside(place: { readonly x: number; readonly y: number }, { world }: View): boolean {
  const x = (place.x - world.x) / world.width;
  const y = (place.y - world.y) / world.height;
  return x > EDGE && x < 1 - EDGE && y > EDGE && y < 1 - EDGE;
}
