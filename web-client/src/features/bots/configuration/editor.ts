/** What edits a configuration. */
import type { Posted } from '@/ui/form/posted';
import type { Content } from './changes';

export type EditorProps = {
  /** What it begins with; another one is another editor. */
  initial: Content;
  isDisabled: boolean;
  /** What became of it when it was sent without a script. */
  posted?: Posted;
  /** What it says now; nothing while that makes no sense. */
  onChange: (content: Content | undefined) => void;
};
