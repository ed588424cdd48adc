"""What schemathesis cannot know: media types of many values, and objects in styles that join their members."""

import json
from urllib.parse import quote

import schemathesis
from schemathesis.core.parameters import DelimitedValue


@schemathesis.serializer("application/x-ndjson")
def line(ctx, value):
    values = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@schemathesis.serializer("multipart/mixed")
def parts(ctx, value):
    """Nothing is known of the parts: one of them has whatever it is."""
    return b"--cut\r\n\r\n" + json.dumps(value).encode() + b"\r\n--cut--\r\n"


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
    """Joins objects: with commas, which must not be encoded (RFC 6570, section 3.2.8), or spaces. Says the boundary."""
    operation = case.operation.definition.raw.get("operationId")
    if operation == "mixedBody":
        case.headers["Content-Type"] = "multipart/mixed; boundary=cut"
    value = (case.query or {}).get("object")
    if operation == "queryForm" and isinstance(value, str):
        case.query["object"] = DelimitedValue(value, quote(value, safe=","))
    delimiter = {"queryDelimited": " ", "queryDelimitedOtherwise": "|"}.get(operation)
    if delimiter and isinstance(value, dict):
        texts = (text for member in value.items() for text in member)
        case.query["object"] = delimiter.join(t if isinstance(t, str) else json.dumps(t) for t in texts)
    if operation == "cookiesExploded" and case.cookies:
        # Beside a header field of that name, the cookies as they were are not sent.
        case.headers["Cookie"] = "; ".join(apart(case.cookies))


def apart(cookies):
    """Cookies that are written as one each, `list=1,2` and `object=lat=1,lng=2`, as what is exploded: one for each item."""
    for name, value in cookies.items():
        for item in str(value).split(","):
            yield item if name == "object" and "=" in item else f"{name}={item}"


@schemathesis.hook
def filter_body(context, body):
    """In a form, an object without members, or with none that has a text, is as good as left out: it breaks no rule."""
    is_form = context.operation.definition.raw.get("operationId") == "formBody"
    place = body.get("place") if is_form and isinstance(body, dict) else None
    return not (isinstance(place, dict) and all(value in ([], {}) for value in place.values()))


@schemathesis.hook
def filter_query(context, query):
    """A list of one is written as its item is, and `1.0` is an integer in JSON Schema. An exploded object is its members:
    others are parameters that nobody knows, which are ignored."""
    query = query or {}

    def is_one_integer(value):
        item = value[0] if isinstance(value, list) and len(value) == 1 else None
        return isinstance(item, float) and item.is_integer()

    if context.operation.definition.raw.get("operationId") == "queryJoined":
        members = query.get("object")
        names = [*query, *(members if isinstance(members, dict) else [])]
        if not all(name in ("list", "object", "x", "y") for name in names):
            return False
    return not any(is_one_integer(value) for value in query.values())


@schemathesis.hook
def filter_cookies(context, cookies):
    """An exploded object is its members: what it has beside those that the document names is nobody's, and one without
    any of these is as good as left out."""
    is_exploded = context.operation.definition.raw.get("operationId") == "cookiesExploded"
    members = str((cookies or {}).get("object", "x=")).split(",")
    return not is_exploded or all(member.startswith(("x=", "y=")) for member in members)
