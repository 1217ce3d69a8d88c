/** A share that is a gain or a loss: the sign first, the hue beside it. */
import { shareText } from './words';

export function Share({ share }: { share: number | null }) {
  const text = shareText(share);
  const hue = text.startsWith('+') ? 'text-profit' : text.startsWith('−') ? 'text-loss' : 'text-muted';
  return <span className={`numbers ${hue}`}>{text}</span>;
}
