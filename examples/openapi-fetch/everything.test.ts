// All operations of everything, called by openapi-fetch.

import assert from "node:assert/strict";
import { test } from "node:test";

import createClient, { defaultPathSerializer } from "openapi-fetch";

import type { paths } from "./types/everything.js";

const client = createClient<paths>({ baseUrl: process.env.EVERYTHING_URL });
const [scalar, list, object] = [5, [3, 4], { x: 1, y: -2 }];
const all = { scalar, list, object };

// The styles of a path are not in its template: the client wants to be told, as RFC 6570 writes them.
const styled = (operator: string, exploded: string[] = []) => (path: string, params: Record<string, unknown>) =>
  defaultPathSerializer(
    path.replace(/\{(\w+)\}/g, (_, name) => `{${operator}${name}${exploded.includes(name) ? "*" : ""}}`),
    params as never,
  );

test("parameters in the path", async () => {
  const simple = await client.GET("/path/simple/{scalar}/{list}/{object}", { params: { path: all } });
  assert.deepEqual(simple.data, all);
  const exploded = await client.GET("/path/simple/exploded/{list}/{object}", {
    params: { path: { list, object } },
    pathSerializer: styled("", ["list", "object"]),
  });
  assert.deepEqual(exploded.data, { list, object });
  const label = await client.GET("/path/label/{scalar}/{list}/{object}", {
    params: { path: all },
    pathSerializer: styled(".", ["object"]),
  });
  assert.deepEqual(label.data, all);
  const matrix = await client.GET("/path/matrix/{scalar}/{list}/{object}", {
    params: { path: all },
    pathSerializer: styled(";", ["object"]),
  });
  assert.deepEqual(matrix.data, all);
  const dots = await client.GET("/path/label/otherwise/{list}/{object}", {
    params: { path: { list: [true, false], object } },
    pathSerializer: styled(".", ["list"]),
  });
  assert.deepEqual(dots.data, { list: [1, 0], object });
  const semicolons = await client.GET("/path/matrix/otherwise/{list}/{object}", {
    params: { path: { list, object } },
    pathSerializer: styled(";", ["list"]),
  });
  assert.deepEqual(semicolons.data, { list, object });
  const contents = await client.GET("/path/contents/{scalar}", {
    params: { path: { scalar: "5" }, header: { "X-List": JSON.stringify(list) } },
    headers: { Cookie: `object=${encodeURIComponent(JSON.stringify(object))}` },
  });
  assert.deepEqual(contents.data, all);
});

test("parameters in the query", async () => {
  const form = await client.GET("/query/form", {
    params: { query: all },
    querySerializer: { object: { style: "form", explode: false } },
  });
  assert.deepEqual(form.data, all);
  const joined = await client.GET("/query/joined", {
    params: { query: { list, object } },
    querySerializer: { array: { style: "form", explode: false }, object: { style: "form", explode: true } },
  });
  assert.deepEqual(joined.data, { list, object });
  const delimited = await client.GET("/query/delimited", {
    params: { query: { list } },
    querySerializer: { array: { style: "pipeDelimited", explode: false } },
  });
  assert.deepEqual(delimited.data, { list });
  const otherwise = await client.GET("/query/delimited/otherwise", {
    params: { query: { list } },
    querySerializer: { array: { style: "spaceDelimited", explode: false } },
  });
  assert.deepEqual(otherwise.data, { list });
  const filter = { name: "a&b=ü" };
  const deep = await client.GET("/query/deep", { params: { query: { filter } } });
  assert.deepEqual(deep.data, { filter });
  const scalars = {
    small: -3,
    number: 1.5,
    flag: true,
    day: "2026-01-02",
    moment: "2026-01-02T03:04:05Z",
    id: "0b5fd5f4-5d27-4c3e-9b3a-0d6f6b9d2a11",
    mode: "AUDIO" as const,
    either: "2026-01-02",
    word: "a/b?c&d",
    limit: 7,
  };
  const read = await client.GET("/query/scalars", { params: { query: scalars } });
  assert.deepEqual(read.data, scalars);
});

test("header fields and cookies", async () => {
  const headers = { "X-List": "3,4", "X-Object": "x=1,y=-2" };
  const params = { header: { "X-Scalar": 5, "X-List": undefined, "X-Object": undefined } };
  const read = await client.GET("/headers", { params, headers });
  assert.deepEqual(read.data, all);
  const cookies = await client.GET("/cookies", {
    params: { cookie: { scalar } },
    headers: { Cookie: "scalar=5; list=3,4; object=x,1,y,-2" },
  });
  assert.deepEqual(cookies.data, all);
  const joined = await client.GET("/headers/joined", { headers: { "X-List": "3,4", "X-Object": "x,1,y,-2" } });
  assert.deepEqual(joined.data, { list, object });
  const exploded = await client.GET("/cookies/exploded", { headers: { Cookie: "list=3; list=4; x=1; y=-2" } });
  assert.deepEqual(exploded.data, { list, object });
});

const room = { name: "Blue", seats: 4, tags: ["a1", "b2"], place: { x: 1 } };

test("bodies", async () => {
  const json = await client.POST("/bodies/room", { body: room });
  assert.deepEqual(json.data, room);
  const xml = await client.POST("/bodies/room", {
    body: room,
    bodySerializer: () => '<room seats="4"><name>Blue</name></room>',
    headers: { "Content-Type": "application/xml", Accept: "application/xml" },
    parseAs: "text",
  });
  assert.match(String(xml.data), /<room seats="4"><name>Blue<\/name><\/room>$/);
  const form = await client.POST("/bodies/form", {
    body: { name: "Blue", seats: 4 },
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  assert.deepEqual(form.data, { name: "Blue", seats: 4 });
  const multipart = await client.POST("/bodies/multipart", {
    body: { room, photo: "", note: "Hello" },
    bodySerializer: (body) => {
      const form = new FormData();
      form.append("room", new Blob([JSON.stringify(body.room)], { type: "application/json" }));
      form.append("note", body.note!);
      form.append("photo", new Blob([new Uint8Array(100_000)], { type: "image/png" }), "photo.png");
      return form;
    },
  });
  assert.deepEqual(multipart.data, { seats: 4, note: 5, photo: 100_000 });
  const octets = await client.POST("/bodies/octets", {
    body: "1234" as never,
    bodySerializer: String,
    headers: { "Content-Type": "application/octet-stream" },
  });
  assert.deepEqual(octets.data, { octets: 4 });
  const measured = await client.POST("/bodies/measured", {
    body: "12345" as never,
    bodySerializer: String,
    headers: { "Content-Type": "application/octet-stream" },
  });
  assert.deepEqual(measured.data, { octets: 5 });
  const mixed = await client.POST("/bodies/mixed", {
    body: "two parts" as never,
    bodySerializer: () => "--cut\r\n\r\none\r\n--cut\r\n\r\ntwo\r\n--cut--\r\n",
    headers: { "Content-Type": "multipart/mixed; boundary=cut" },
  });
  assert.deepEqual(mixed.data, { parts: 2, bytes: 6 });
  const image = await client.POST("/bodies/image", {
    body: "GIF89a" as never,
    bodySerializer: String,
    headers: { "Content-Type": "image/gif" },
    parseAs: "text",
  });
  assert.equal(String(image.data), "GIF89a");
  const text = await client.POST("/bodies/text", {
    body: "größer",
    bodySerializer: String,
    headers: { "Content-Type": "text/plain" },
    parseAs: "text",
  });
  assert.equal(text.data, "größer");
  const lines = await client.POST("/bodies/lines", {
    body: [{ x: 1 }, { x: 2 }],
    bodySerializer: (body) => [body].flat().map((point) => `${JSON.stringify(point)}\n`).join(""),
    headers: { "Content-Type": "application/x-ndjson" },
  });
  assert.deepEqual(lines.data, { count: 2, x: 3 });
});

test("answers", async () => {
  const params = { query: { count: 2 } };
  const events = await client.GET("/answers/events", { params, parseAs: "text" });
  assert.equal(String(events.data), 'id: 0\ndata: {"x":0}\n\nid: 1\ndata: {"x":1}\n\n');
  const lines = await client.GET("/answers/lines", { params, parseAs: "text" });
  assert.equal(String(lines.data), '{"x":0}\n{"x":1}\n');
  const octets = await client.GET("/answers/octets", { params, parseAs: "arrayBuffer" });
  assert.equal((octets.data as unknown as ArrayBuffer).byteLength, 2);
  assert.equal(octets.response.headers.get("x-count"), "2");
  for (const [status, seen] of [[200, 200], [202, 202], [204, 204], [303, 200], [404, 404], [429, 429]] as const) {
    const answer = await client.GET("/answers/status/{status}", { params: { path: { status } } });
    assert.equal(answer.response.status, seen);
  }
});

test("callers", async () => {
  const path = "/security";
  const basic = { Authorization: `Basic ${btoa("ada:right")}` };
  const bearer = { Authorization: "Bearer right" };
  const key = { "X-Api-Key": "right" };
  const scopes = { Authorization: "Bearer read+write" };
  const calls = [
    [client.GET(`${path}/header-key`, { headers: key }), ["header key"]],
    [client.GET(`${path}/query-key`, { params: { query: { key: "right" } as never } }), ["query key"]],
    [client.GET(`${path}/cookie-key`, { headers: { Cookie: "session=right" } }), ["cookie key"]],
    [client.GET(`${path}/basic`, { headers: basic }), ["ada"]],
    [client.GET(`${path}/bearer`, { headers: bearer }), ["bearer"]],
    [client.GET(`${path}/other`, { headers: { Authorization: "HOBA right" } }), ["other"]],
    [client.GET(`${path}/scopes`, { headers: scopes }), ["oauth"]],
    [client.GET(`${path}/open-id`, { headers: scopes }), ["openId"]],
    [client.GET(`${path}/either`, { headers: bearer }), ["bearer"]],
    [client.GET(`${path}/both`, { headers: { ...basic, ...key } }), ["ada", "header key"]],
    [client.GET(`${path}/maybe`), []],
  ] as const;
  for (const [call, names] of calls) {
    const { data, error } = await call;
    assert.deepEqual(data, { names }, JSON.stringify(error));
  }
  // Nobody has a certificate without TLS.
  assert.equal((await client.GET(`${path}/certificate`)).response.status, 401);
});
