import { Scenes } from '@/classic/scenes';
import { connectionOf, type Params } from '@/connection';

export default async function Page(params: Params) {
  return <Scenes connection={await connectionOf(params)} />;
}
