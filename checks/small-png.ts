import { crc32, deflateSync, inflateSync } from 'node:zlib';

// A browser's screenshot holds three bytes a pixel, though a page has few colours: with a palette it is a third as large.

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const COLOURS = 256;
const KEPT_BITS = 0xf8; // colours that differ only below are one; the mean of those that fall together is what is shown

type Picture = { readonly width: number; readonly height: number; readonly bytesPerPixel: number; readonly pixels: Buffer };

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

const paeth = (left: number, above: number, corner: number): number => {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
};

function decode(png: Buffer): Picture {
  const chunks = [...chunksOf(png)];
  const head = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (!head || head[8] !== 8 || (head[9] !== 2 && head[9] !== 6) || head[12] !== 0) throw new Error('Not a screenshot: 8 bits a colour, not interlaced');
  const [width, height, bytesPerPixel] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 2 ? 3 : 4];
  const stride = width * bytesPerPixel;
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const pixels = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= bytesPerPixel ? pixels[row * stride + x - bytesPerPixel] as number : 0;
      const above = row > 0 ? pixels[(row - 1) * stride + x] as number : 0;
      const corner = row > 0 && x >= bytesPerPixel ? pixels[(row - 1) * stride + x - bytesPerPixel] as number : 0;
      const added = filter === 1 ? left : filter === 2 ? above : filter === 3 ? (left + above) >> 1 : filter === 4 ? paeth(left, above, corner) : 0;
      pixels[row * stride + x] = (raw[row * (stride + 1) + 1 + x] as number) + added;
    }
  }
  return { width, height, bytesPerPixel, pixels };
}

type Bucket = { count: number; red: number; green: number; blue: number };
type Colour = readonly [red: number, green: number, blue: number];

/** The commonest colours, and for every bucket the nearest of them. */
function paletteOf({ pixels, bytesPerPixel }: Picture): { palette: readonly Colour[]; indexOf: (red: number, green: number, blue: number) => number } {
  const keyOf = (red: number, green: number, blue: number) => ((red & KEPT_BITS) << 16) | ((green & KEPT_BITS) << 8) | (blue & KEPT_BITS);
  const buckets = new Map<number, Bucket>();
  for (let at = 0; at < pixels.length; at += bytesPerPixel) {
    const [red, green, blue] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
    const key = keyOf(red, green, blue);
    const bucket = buckets.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 };
    Object.assign(bucket, { count: bucket.count + 1, red: bucket.red + red, green: bucket.green + green, blue: bucket.blue + blue });
    buckets.set(key, bucket);
  }
  const mean = ({ count, red, green, blue }: Bucket): Colour => [Math.round(red / count), Math.round(green / count), Math.round(blue / count)];
  const byCount = [...buckets].sort(([, a], [, b]) => b.count - a.count);
  const palette = byCount.slice(0, COLOURS).map(([, bucket]) => mean(bucket));
  const distance = ([r, g, b]: Colour, [red, green, blue]: Colour) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
  const nearest = new Map(byCount.map(([key, bucket]) => {
    const own = mean(bucket);
    return [key, palette.reduce((best, colour, index) => (distance(colour, own) < distance(palette[best] as Colour, own) ? index : best), 0)];
  }));
  return { palette, indexOf: (red, green, blue) => nearest.get(keyOf(red, green, blue)) ?? 0 };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The same screenshot with a palette of 256 colours. */
export function smallPng(png: Buffer): Buffer {
  const picture = decode(png);
  const { width, height, bytesPerPixel, pixels } = picture;
  const { palette, indexOf } = paletteOf(picture);
  const rows = Buffer.alloc((width + 1) * height); // each begins with the filter 0: none
  for (let row = 0; row < height; row += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (row * width + x) * bytesPerPixel;
      rows[row * (width + 1) + 1 + x] = indexOf(pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.flat())), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
