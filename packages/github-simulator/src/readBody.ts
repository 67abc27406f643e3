import { RequestHandler } from 'express';
import { contextOf } from './rest/RequestContext';

/** GitHub refuses larger bodies. */
const MAX_BODY_BYTES = 50 * 1024 * 1024;

/** Reads the whole body as text; parsing is left to whom it concerns. */
export const readBody: RequestHandler = (req, res, next) => {
  const chunks: Buffer[] = [];
  let size = 0;
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  });
  req.once('end', () => {
    if (size > MAX_BODY_BYTES) {
      res.status(413).json({ message: 'Payload too large' });
      return;
    }
    contextOf(res).rawBody = Buffer.concat(chunks).toString();
    next();
  });
  req.once('error', next);
};
