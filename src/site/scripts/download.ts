/** Hands a file to the reader. */
export function download(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken hold of it when this turn is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

/** An SVG as PNG, twice as many pixels as CSS pixels, on a ground. */
export async function pngOf(svg: string, ground: string): Promise<Blob> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.width * 2;
  canvas.height = picture.height * 2;
  const paint = canvas.getContext('2d') as CanvasRenderingContext2D;
  paint.fillStyle = ground;
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (png) => (png ? resolve(png) : reject(new Error('the picture cannot be made'))),
      'image/png',
    );
  });
}
