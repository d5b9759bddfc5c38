// Encodes pictures as an animated GIF. Each frame contains only the pixels that differ from the previous one.
import gifenc from 'gifenc'
import { PNG } from 'pngjs'

const { GIFEncoder, quantize, applyPalette } = gifenc

/** The bytes of a GIF. @param frames PNG pictures of the same size, each with its duration in `milliseconds` */
export function toGif(frames) {
  const gif = GIFEncoder()
  let previous
  for (const { png, milliseconds } of frames) {
    const { data, width, height } = PNG.sync.read(png)
    const palette = quantize(data, 255)
    const index = applyPalette(data, palette)
    const unchanged = palette.length
    if (previous) {
      const [now, last] = [words(data), words(previous)]
      for (let k = 0; k < index.length; k++) if (now[k] === last[k]) index[k] = unchanged
    }
    const transparency = previous ? { transparent: true, transparentIndex: unchanged } : {}
    gif.writeFrame(index, width, height, {
      palette: [...palette, [0, 0, 0]],
      delay: milliseconds,
      dispose: 1,
      ...transparency,
    })
    previous = data
  }
  gif.finish()
  return gif.bytes()
}

/** The pixels of an image, one number each. */
const words = ({ buffer, byteOffset, byteLength }) => new Uint32Array(buffer, byteOffset, byteLength / 4)
