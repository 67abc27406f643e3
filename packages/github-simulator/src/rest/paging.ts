import { Call } from './Call';

const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

/** One page of `items`, with GitHub's `Link` header where there are more. */
export function paginate<T>(
  call: Call,
  apiBaseUrl: string,
  items: T[],
): { page: T[]; headers: Record<string, string> } {
  const perPage = Math.min(
    MAX_PER_PAGE,
    positive(call.query('per_page')) ?? DEFAULT_PER_PAGE,
  );
  const page = positive(call.query('page')) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const url = new URL(`${apiBaseUrl}${call.req.path}`);
  const original = call.req.originalUrl.split('?')[1];
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(original);
    query.set('page', String(to));
    url.search = query.toString();
    return `<${url}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (page > 1) links.push(link(Math.min(page - 1, last), 'prev'));
  if (page < last) links.push(link(page + 1, 'next'), link(last, 'last'));
  if (page > 1) links.push(link(1, 'first'));
  return {
    page: items.slice((page - 1) * perPage, page * perPage),
    headers: links.length ? { link: links.join(', ') } : {},
  };
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
