/** `/account` is its first page. */
import { redirect } from 'next/navigation';

export default function AccountPage() {
  redirect('/account/profile');
}
