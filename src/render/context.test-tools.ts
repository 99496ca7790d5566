/** A canvas context that remembers what it was asked to draw, with the colours and the opacity of that moment. */
export interface Stroke {
  readonly how: 'fill' | 'stroke' | 'fillRect' | 'fillText' | 'drawImage';
  readonly colour: string;
  readonly alpha: number;
  readonly dashed: boolean;
  readonly width: number;
  /** Points of the path, and centres of its arcs. */
  readonly points: readonly (readonly [number, number])[];
  readonly arcs: readonly (readonly [x: number, y: number, r: number])[];
}

export class RecordingContext {
  readonly strokes: Stroke[] = [];
  fillStyle = '';
  strokeStyle = '';
  globalAlpha = 1;
  lineWidth = 1;
  lineCap = '';
  lineJoin = '';
  font = '';
  textAlign = '';
  textBaseline = '';
  private dash: readonly number[] = [];
  private points: (readonly [number, number])[] = [];
  private arcs: (readonly [number, number, number])[] = [];

  get asContext(): CanvasRenderingContext2D {
    return this as unknown as CanvasRenderingContext2D;
  }
  /** What was drawn in a colour. */
  of(colour: string): Stroke[] {
    return this.strokes.filter((stroke) => stroke.colour === colour);
  }

  beginPath(): void {
    this.points = [];
    this.arcs = [];
  }
  closePath(): void {
    /* nothing to remember */
  }
  moveTo(x: number, y: number): void {
    this.points.push([x, y]);
  }
  lineTo(x: number, y: number): void {
    this.points.push([x, y]);
  }
  arc(x: number, y: number, r: number): void {
    this.arcs.push([x, y, r]);
  }
  roundRect(x: number, y: number): void {
    this.points.push([x, y]);
  }
  setLineDash(dash: readonly number[]): void {
    this.dash = dash;
  }
  measureText(text: string): { readonly width: number } {
    return { width: text.length * 6 };
  }
  fill(): void {
    this.note('fill', this.fillStyle);
  }
  stroke(): void {
    this.note('stroke', this.strokeStyle);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.strokes.push({ ...this.now('fillRect', this.fillStyle), points: [[x + width / 2, y + height / 2]], arcs: [] });
  }
  fillText(_text: string, x: number, y: number): void {
    this.strokes.push({ ...this.now('fillText', this.fillStyle), points: [[x, y]], arcs: [] });
  }
  strokeText(): void {
    /* the halo of a text */
  }

  private note(how: Stroke['how'], colour: string): void {
    if (this.points.length + this.arcs.length > 0) this.strokes.push({ ...this.now(how, colour), points: [...this.points], arcs: [...this.arcs] });
  }
  private now(how: Stroke['how'], colour: string): Omit<Stroke, 'points' | 'arcs'> {
    return { how, colour, alpha: this.globalAlpha, dashed: this.dash.length > 0, width: this.lineWidth };
  }
}
