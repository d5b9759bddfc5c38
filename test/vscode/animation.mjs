// Pictures one after the other as a GIF. Of each, only what is not as in the one before is drawn.
import gifenc from 'gifenc'
import { PNG } from 'pngjs'

const { GIFEncoder, quantize, applyPalette } = gifenc

/** @param frames pictures (PNG) of one size, and for how many milliseconds each is seen; the bytes of the GIF. */
export function toGif(frames) {
  const gif = GIFEncoder()
  let before
  for (const { png, milliseconds } of frames) {
    const { data, width, height } = PNG.sync.read(png)
    const palette = quantize(data, 255)
    const index = applyPalette(data, palette)
    const unchanged = palette.length
    if (before) {
      const [now, last] = [words(data), words(before)]
      for (let k = 0; k < index.length; k++) if (now[k] === last[k]) index[k] = unchanged
    }
    const more = before ? { transparent: true, transparentIndex: unchanged } : {}
    gif.writeFrame(index, width, height, { palette: [...palette, [0, 0, 0]], delay: milliseconds, dispose: 1, ...more })
    before = data
  }
  gif.finish()
  return gif.bytes()
}

/** A pixel as one number. */
const words = ({ buffer, byteOffset, byteLength }) => new Uint32Array(buffer, byteOffset, byteLength / 4)
