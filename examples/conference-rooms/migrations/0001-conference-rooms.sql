-- A room is kept as the JSON that the API shows. The columns beside it are read out of it, so that they can be unique.
CREATE TABLE conference_rooms (
    -- What the id says in base64: the order of creation.
    number INTEGER PRIMARY KEY,
    room TEXT NOT NULL CHECK (json_valid(room)),
    id TEXT NOT NULL AS (room ->> '$.id'),
    extension_number TEXT NOT NULL AS (room ->> '$.extension_number')
) STRICT;

CREATE UNIQUE INDEX conference_rooms_id ON conference_rooms (id);
CREATE UNIQUE INDEX conference_rooms_extension_number ON conference_rooms (extension_number);
