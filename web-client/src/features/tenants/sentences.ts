/** What the forms of a team say of their fields, in the browser and on the server. */
export const TEAM_SENTENCES = {
  name: { missing: 'Enter a name.', wrong: 'One line of at most 64 characters, with no space at either end.' },
};
