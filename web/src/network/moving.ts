import type Sigma from 'sigma';
import type { CameraState } from 'sigma/types';

/** Above this a whole drawing is too slow to be done for every frame, ms: two thirds of a frame at 30 a second. */
const SLOW = 22;
/** After the last movement, ms, until all is drawn anew. */
const REST = 120;
/** A picture that is blown up or shrunk more than this says little: it is drawn anew on the way. */
const STRETCHED = 3;
/** But not more often than this, ms. */
const ON_THE_WAY = 1_000;
/** Below this many ties every machine draws all of it for every frame. */
const FEW = 1_000;
/** Between two measurements while everything is drawn for every frame, ms: each waits for the graphics. */
const MEASURE = 500;

export interface Moving {
  /** Somebody moves the chart, and what is in sight is the last drawing, moved. */
  isMoving(): boolean;
  /** How long the last whole drawing took, ms, the graphics included; 0 where it was not measured. */
  cost(): number;
  /** A whole drawing takes longer than a frame. */
  isSlow(): boolean;
  /** Draws all of it now. */
  rest(): void;
}

/**
 * Where drawing the whole chart takes longer than a frame (20,000 ties, or WebGL in software), the last drawing is moved and
 * scaled while somebody pans or zooms, as maps do, and drawn anew at rest. Which it is, is measured, not guessed from the machine.
 *
 * @param atRest Draws all of it at once.
 */
export function moveWhatIsDrawn(renderer: Sigma, container: HTMLElement, atRest: () => void): Moving {
  const camera = renderer.getCamera();
  const draw = renderer.scheduleRender.bind(renderer);
  let drawn: CameraState = camera.getState();
  let cost = 0;
  let begun = 0;
  let measured = 0;
  let moving = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const graphics = renderer.getCanvases().edges?.getContext('webgl2');
  const pixel = new Uint8Array(4);

  const rest = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (moving) atRest();
  };
  const move = (): void => {
    const { scale, x, y } = shiftOf(renderer, drawn);
    for (const canvas of pictures(renderer)) {
      canvas.style.transformOrigin = '0 0';
      canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    }
    moving = true;
    container.dataset.moving = 'true';
    clearTimeout(timer);
    timer = setTimeout(rest, REST);
  };

  renderer.on('beforeRender', () => {
    begun = performance.now();
  });
  renderer.on('afterRender', () => {
    drawn = camera.getState();
    if (moving) for (const canvas of pictures(renderer)) canvas.style.transform = '';
    if (graphics && renderer.getGraph().size > FEW && (moving || begun - measured > MEASURE)) {
      // What was asked of the graphics is done when a pixel can be read.
      graphics.readPixels(0, 0, 1, 1, graphics.RGBA, graphics.UNSIGNED_BYTE, pixel);
      measured = performance.now();
      cost = measured - begun;
    } else if (renderer.getGraph().size <= FEW) cost = 0;
    moving = false;
    delete container.dataset.moving;
  });
  renderer.on('kill', () => clearTimeout(timer));

  // Sigma draws all when its camera moves; it asks for it here.
  renderer.scheduleRender = () => {
    const now = camera.getState();
    const moved = now.x !== drawn.x || now.y !== drawn.y || now.ratio !== drawn.ratio;
    if (cost < SLOW || !moved || now.angle !== drawn.angle) return draw();
    const stretched = drawn.ratio / now.ratio;
    const stale = stretched > STRETCHED || stretched < 1 / STRETCHED;
    if (stale && performance.now() - measured > ON_THE_WAY) return draw();
    move();
    return renderer;
  };
  return { isMoving: () => moving, cost: () => cost, isSlow: () => cost >= SLOW, rest };
}

/** All that is drawn; what takes the pointer stays where it is. */
const pictures = (renderer: Sigma): readonly HTMLCanvasElement[] =>
  Object.entries(renderer.getCanvases()).flatMap(([name, canvas]) => (name === 'mouse' ? [] : [canvas]));

/** How a picture that one camera took lies under the camera of now, pixels. */
function shiftOf(renderer: Sigma, drawn: CameraState) {
  const at = (cameraState: CameraState) => renderer.framedGraphToViewport({ x: 0, y: 0 }, { cameraState });
  const now = renderer.getCamera().getState();
  const scale = drawn.ratio / now.ratio;
  const [before, after] = [at(drawn), at(now)];
  return { scale, x: after.x - before.x * scale, y: after.y - before.y * scale };
}
