/** The pictures of both ends of a call, until they are stopped. */
export function drawnStreams(): {
  readonly local: MediaStream;
  readonly remote: MediaStream;
  readonly stop: () => void;
} {
  const local = drawnStream(30, 640, 480);
  const remote = drawnStream(200, 1280, 720);
  return {
    local: local.stream,
    remote: remote.stream,
    stop: () => {
      local.stop();
      remote.stop();
    },
  };
}

/** A stream that shows a drawn scene, in place of a camera. */
function drawnStream(hue: number, width: number, height: number): { stream: MediaStream; stop: () => void } {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw');
  const draw = (): void => paint(context, hue, width, height);
  draw();
  const timer = setInterval(draw, 200);
  const stream = canvas.captureStream(5);
  return {
    stream,
    stop: () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

function paint(context: CanvasRenderingContext2D, hue: number, width: number, height: number): void {
  const wall = context.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, `hsl(${hue} 35% 82%)`);
  wall.addColorStop(1, `hsl(${hue + 30} 30% 45%)`);
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  context.fillStyle = `hsl(${hue + 180} 35% 32%)`;
  context.beginPath();
  context.ellipse(width / 2, height * 1.06, height * 0.42, height * 0.42, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = 'hsl(24 45% 68%)';
  context.beginPath();
  context.ellipse(width / 2, height * 0.43, height * 0.16, height * 0.2, 0, 0, Math.PI * 2);
  context.fill();
}
