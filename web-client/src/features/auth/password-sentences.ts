/** What a form says of a password to be chosen. */
export const PASSWORD_SENTENCES = {
  missing: 'Choose a password.',
  wrong: 'At least eight characters; a few words are best.',
};
