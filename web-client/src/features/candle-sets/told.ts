/** What came of a file that was sent without a script: a cookie tells it to the page that the browser is led back to. */
import 'server-only';
import { transformer, type RefusedLines, type UploadReport } from '@tickwire/bindings';

/** The cookie. */
export const TOLD = 'upload';
const TOLD_SECONDS = 60;
/** Characters that browsers keep, and some room. */
const LONGEST = 3_600;

/** The report; or why there is none, as the API says it. */
export type Told = {
  report?: UploadReport;
  refusal?: { type: string; field?: string; message?: string; refused?: RefusedLines };
  sentence?: string;
};

type Answered = {
  result?: { data: Parameters<typeof transformer.deserialize>[0] };
  error?: { json: { message: string; data: { error?: Told['refusal'] } } };
};

/** What the API answered. */
export async function toldBy(answer: Response): Promise<Told> {
  const { result, error } = (await answer.json()) as Answered;
  if (result) return { report: transformer.deserialize<UploadReport>(result.data) };
  return { refusal: error?.json.data.error, sentence: error?.json.message };
}

/** The cookie's line for the page at `path`. Of the refused lines as many are told as there is room for. */
export function toldCookie(told: Told, path: string): string {
  let value = encode(told);
  for (const lines of [told.report?.refused, told.refusal?.refused]) {
    while (lines && lines.first.length > 0 && value.length > LONGEST) {
      lines.first.pop();
      value = encode(told);
    }
  }
  return `${TOLD}=${value}; Path=${path}; Max-Age=${TOLD_SECONDS}; HttpOnly; SameSite=Lax`;
}

/** What the cookie tells; nothing, where it makes no sense. */
export function readTold(value: string | undefined): Told {
  if (!value) return {};
  try {
    return transformer.parse<Told>(Buffer.from(value, 'base64url').toString());
  } catch {
    return {};
  }
}

function encode(told: Told): string {
  return Buffer.from(transformer.stringify(told)).toString('base64url');
}
