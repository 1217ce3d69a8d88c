/** What became of a form that was sent without a script: the page is rendered again with it. */
export type Posted<Answer = unknown> = {
  /** What is wrong with each field. */
  errors?: Record<string, string>;
  /** What is wrong with the whole. */
  sentence?: string;
  /** What the server refused it for. */
  refusal?: string;
  /** What was entered, to stand there again; never a secret. */
  values?: Record<string, string>;
  /** The password is to be entered once more, with the rest. */
  asksWho?: boolean;
  /** It was done; `answer` is what the server said. */
  isDone?: boolean;
  answer?: Answer;
};
