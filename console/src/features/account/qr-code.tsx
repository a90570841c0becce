// A QR code as one path of squares: dark on light in every colour scheme, because not every camera reads the other.
import { encode } from 'uqr';
import styles from './qr-code.module.css';

const quietModules = 4; // ISO/IEC 18004: the light margin

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: quietModules });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className={styles['code']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  );
}
