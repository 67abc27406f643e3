import express from 'express';
import request from 'supertest';
import { reasonsOf } from '../refusals/Refusal';
import { refuseHidden } from './refuseHidden';

const app = express();
app.use(express.json(), refuseHidden());
app.use((_req, res) => {
  res.json({ reasons: [] });
});
app.use(((error, _req, res, _next) => {
  res.status(400).json({ reasons: reasonsOf(error) });
}) as express.ErrorRequestHandler);

describe('T5: texts of a request', () => {
  it.each([
    [{}, []],
    [{ reason: 'It is\nfine 👩‍💻', ids: ['a'], count: 1, none: null }, []],
    [{ reason: 'no\u202Epe' }, ['reason: U+202E']],
    [{ comment: 'a\u0000' }, ['comment: U+0000']],
    [{ ids: ['a', 'b\u200B'] }, ['ids.1: U+200B']],
    [{ a: { b: [{ c: '\u{E0041}' }] } }, ['a.b.0.c: U+E0041']],
    [{ 'ti\u2066cket': 'x' }, ['ti[U+2066]cket: U+2066']],
    [{ ticket: 'a\u00AD', reason: 'b\u200E' }, ['reason', 'ticket']],
    // policy lists these among its reasons
    [{ prompt: 'a\u202E', parameters: { x: '\u202E' } }, []],
    [{ task: { parameters: { x: '\u202E' } } }, ['task.parameters.x: U+202E']],
  ])('%j are refused for %j', async (body, expected) => {
    const response = await request(app).post('/').send(body);
    const said = response.body.reasons.map(
      ({ field, message }: { field: string; message: string }) =>
        `${field}: ${/: (.*)\.$/.exec(message)?.[1]}`,
    );
    expect(said.sort()).toEqual(
      expected.map(item => expect.stringMatching(new RegExp(escape(item)))),
    );
  });

  it('may be nested as deep as they are long', async () => {
    const depth = 40_000;
    const response = await request(app)
      .post('/')
      .set('content-type', 'application/json')
      .send(`${'['.repeat(depth)}"\\u202e"${']'.repeat(depth)}`);
    expect(response.body.reasons).toHaveLength(1);
  });
});

function escape(text: string): string {
  return text.replace(/[[\].+]/g, '\\$&');
}
