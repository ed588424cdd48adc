"""What schemathesis cannot know: media types of many values, and objects in styles that join their members."""

import json
from urllib.parse import quote

import schemathesis
from schemathesis.core.parameters import DelimitedValue


@schemathesis.serializer("application/x-ndjson")
def line(ctx, value):
    return json.dumps(value).encode() + b"\n"


@schemathesis.serializer("application/json-seq")
def record(ctx, value):
    return b"\x1e" + json.dumps(value).encode() + b"\n"


@schemathesis.deserializer("application/x-ndjson")
def first_of_lines(ctx, response):
    values = [json.loads(line) for line in response.content.splitlines()]
    if not values:
        raise NotImplementedError("nothing to check")
    return values[0]


@schemathesis.deserializer("text/event-stream")
def events(ctx, response):
    """The schema is that of the data."""
    lines = response.content.splitlines()
    return [json.loads(line[6:]) for line in lines if line.startswith(b"data: ")]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Joins objects: with commas, which must not be encoded (RFC 6570, section 3.2.8), or spaces."""
    operation = case.operation.definition.raw.get("operationId")
    value = (case.query or {}).get("object")
    if operation == "queryForm" and isinstance(value, str):
        case.query["object"] = DelimitedValue(value, quote(value, safe=","))
    if operation == "queryDelimited" and isinstance(value, dict):
        texts = (text for member in value.items() for text in member)
        case.query["object"] = " ".join(t if isinstance(t, str) else json.dumps(t) for t in texts)


@schemathesis.hook
def filter_body(context, body):
    """In a form, an object without members is as good as left out, so that it breaks no rule."""
    is_form = context.operation.definition.raw.get("operationId") == "formBody"
    return not (is_form and isinstance(body, dict) and body.get("place") == {})


@schemathesis.hook
def filter_query(context, query):
    """A list of one is written as its item is, and `1.0` is an integer in JSON Schema."""

    def is_one_integer(value):
        item = value[0] if isinstance(value, list) and len(value) == 1 else None
        return isinstance(item, float) and item.is_integer()

    return not any(is_one_integer(value) for value in (query or {}).values())
