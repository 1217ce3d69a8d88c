/** The way out, for who is signed out: a full load, so that nothing read by the last person stays in memory. */
export function goToLogin(): void {
  window.location.assign('/login');
}
