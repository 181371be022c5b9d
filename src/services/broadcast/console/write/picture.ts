import { MEDIA_MAX } from '../parts/media.ts';

/** Longest edge that a television of 1920 × 1080 shows beside words, px; more only costs old boxes their memory. */
const EDGE_MAX = 1_280;
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const JPEG_QUALITY = 0.85;

/** The picture as it may go out, made smaller when it is too large; undefined for what is no picture. */
export async function fitPicture(file: Blob): Promise<Blob | undefined> {
  let bitmap: ImageBitmap;
  try {
    // As the camera was held, and not as its chip lies.
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return undefined;
  }
  const scale = Math.min(1, EDGE_MAX / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size <= MEDIA_MAX && TYPES.includes(file.type)) return file;
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
}
