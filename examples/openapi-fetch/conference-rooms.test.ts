// All operations of the conference rooms, called by openapi-fetch.

import assert from "node:assert/strict";
import { test } from "node:test";

import createClient from "openapi-fetch";

import type { paths } from "./types/conference-rooms.js";

const headers = { Authorization: "Bearer right" };
const client = createClient<paths>({ baseUrl: process.env.ROOMS_URL, headers });

// openapi-typescript takes properties that have defaults for required ones in requests too; `as never` lets them be.

test("a room is opened, found, changed and listed", async () => {
  const created = await client.POST("/conference_rooms", {
    body: { extension_number: "4711", mode: "VIDEO", subject: "Überblick", capacity: 12 } as never,
  });
  assert.equal(created.response.status, 201, JSON.stringify(created.error));
  const id = created.data!.id;
  assert.match(created.response.headers.get("location")!, new RegExp(`/conference_rooms/${id}$`));

  const path = { id };
  const found = await client.GET("/conference_rooms/{id}", { params: { path } });
  assert.equal(found.data!.subject, "Überblick");
  assert.equal(found.data!.layout, "LAYOUT0");

  const changed = await client.POST("/conference_rooms/{id}", {
    params: { path },
    body: { subject: "Rückblick", capacity: 20 } as never,
  });
  assert.equal(changed.response.status, 200);

  const query = { filter: "capacity eq 20", search: "Rück", orderby: "subject desc", top: 5, skip: 0 };
  const listed = await client.GET("/conference_rooms", { params: { query } });
  assert.equal(listed.data!.count, 1);
  assert.equal(listed.data!.items![0].id, id);
});

test("what is wrong is told", async () => {
  const body = { extension_number: "1", mode: "VIDEO", subject: "", capacity: 0 } as never;
  const refused = await client.POST("/conference_rooms", { body });
  assert.equal(refused.response.status, 422);
  const problem = refused.error as { errors: { pointer: string }[] };
  const pointers = problem.errors.map((error) => error.pointer);
  assert.deepEqual([...new Set(pointers)], ["/extension_number", "/subject", "/capacity"]);

  const path = { id: "bm90LWEtcm9vbQ" };
  const missing = await client.GET("/conference_rooms/{id}", { params: { path } });
  assert.equal(missing.response.status, 404);

  const stranger = createClient<paths>({ baseUrl: process.env.ROOMS_URL });
  assert.equal((await stranger.GET("/conference_rooms")).response.status, 401);
});
