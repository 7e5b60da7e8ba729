"""Lines, events, parts and pages against a server on loopback that speaks them: our own small
specification always, Pinecone's where the corpus is."""

import asyncio
import inspect
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.behaviour.recording_server import Answer, Request, recording_server
from tests.conftest import ROOT
from tests.packages import config_for, imported, write_package

SMALL = ROOT / "tests" / "golden" / "lines_events_parts_and_pages" / "spec.yaml"
RECORDS = [{"_id": "1", "chunk_text": "one"}, {"_id": "2", "chunk_text": "zw\u00f6lf"}]
LINES = b'{"_id":"1","chunk_text":"one"}\n{"_id":"2","chunk_text":"zw\xc3\xb6lf"}\n'


def run(package: Any, url: str, act: Callable[[Any], Any], **arguments: Any) -> list[Any]:
    """What an act gives on the client and on the async one."""
    with package.Client(base_url=url, **arguments) as client:
        found = [act(client)]

    async def awaited() -> Any:
        async with package.AsyncClient(base_url=url, **arguments) as client:
            value = act(client)
            if hasattr(value, "__aenter__"):
                async with value as stream:
                    return [item async for item in stream]
            if hasattr(value, "__aiter__"):
                return [item async for item in value]
            return await value if inspect.isawaitable(value) else value

    if hasattr(found[0], "__enter__"):
        with package.Client(base_url=url, **arguments) as client, act(client) as stream:
            found = [list(stream)]
    elif hasattr(found[0], "__iter__") and not isinstance(found[0], (list, dict, str)):
        with package.Client(base_url=url, **arguments) as client:
            found = [list(act(client))]
    return [*found, asyncio.run(awaited())]


def made(source: Path, name: str, root: Path) -> Any:
    return imported(write_package(config_for(source, package=name), root))


def file() -> io.BytesIO:
    content = io.BytesIO(b"%PDF-1.7")
    content.name = "paper.pdf"  # type: ignore[attr-defined]
    return content


def server_of(answer: Callable[[Request], Answer]) -> Any:
    return recording_server(answer)


def listed(request: Request) -> Answer:
    """Two pages of vectors."""
    if "paginationToken=t" in request.target:
        return Answer.of_json(
            {"vectors": [{"id": "3", "_id": "3"}], "namespace": "n", "usage": {"readUnits": 1}}
        )
    return Answer.of_json(
        {
            "vectors": [{"id": "1", "_id": "1"}, {"id": "2", "_id": "2"}],
            "pagination": {"next": "t"},
            "namespace": "n",
            "usage": {"readUnits": 1},
        }
    )


def test_our_own_specification(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        match request.method, request.target.partition("?")[0]:
            case "POST", "/records/n/upsert":
                return Answer(201)
            case "POST", "/chat" if request.json.get("stream"):
                return Answer(body=b'data: {"text":"a"}\n\ndata: {"text":"b"}\n\n')
            case "POST", "/chat":
                return Answer.of_json({"text": "ab"})
            case "POST", "/files":
                return Answer.of_json({"id": "f"})
            case _:
                return listed(request)

    with made(SMALL, "records", tmp_path) as package, server_of(answer) as server:
        url = server.url
        assert run(package, url, lambda c: c.upsert_records("n", body=RECORDS)) == [None, None]
        assert server.requests[-1].body == LINES
        assert server.requests[-1].headers["content-type"] == "application/x-ndjson"
        assert [r.text for r in run(package, url, lambda c: c.chat(message="m"))] == ["ab", "ab"]
        chunks = run(package, url, lambda c: c.stream_chat(message="m", stream=True))
        assert [[chunk.text for chunk in found] for found in chunks] == [["a", "b"]] * 2
        assert server.requests[-1].headers["accept"] == "text/event-stream"
        uploaded = run(package, url, lambda c: c.upload_file(file=file(), metadata={"a": "b"}))
        assert [u.id for u in uploaded] == ["f", "f"]
        body = server.requests[-1].body
        assert b'name="file"; filename="paper.pdf"' in body
        assert b"%PDF-1.7" in body
        assert b'{"a":"b"}' in body
        found = run(package, url, lambda c: c.iter_records("n"))
        assert [[record.id for record in records] for records in found] == [["1", "2", "3"]] * 2


def spec_of(corpus: Path, name: str, version: str = "2025-04") -> Path:
    return corpus / "specs" / f"pinecone__{name}_{version}.yaml"


def attribute(client: Any, method: str) -> Any:
    """A method, wherever a tag has put it."""
    if hasattr(client, method):
        return getattr(client, method)
    groups = [getattr(client, n) for n in dir(type(client)) if not n.startswith("_")]
    return next(getattr(group, method) for group in groups if hasattr(group, method))


def test_pinecones_data_plane(corpus: Path, tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        return Answer(201) if request.method == "POST" else listed(request)

    source = spec_of(corpus, "db_data")
    with made(source, "db_data", tmp_path) as package, server_of(answer) as server:
        more = {"api_key": "k"}
        found = run(
            package,
            server.url,
            lambda c: attribute(c, "upsert_records_namespace")("n", body=RECORDS),
            **more,
        )
        assert found == [None, None]
        assert server.requests[-1].body == LINES
        assert server.requests[-1].headers["content-type"] == "application/x-ndjson"
        items = run(
            package, server.url, lambda c: attribute(c, "iter_vectors")(namespace="n"), **more
        )
        assert [[item.id for item in found] for found in items] == [["1", "2", "3"]] * 2


def test_pinecones_assistant_answers_in_events(corpus: Path, tmp_path: Path) -> None:
    events = (
        b'data: {"type":"message_start","id":"1","model":"m","role":"assistant"}\n\n'
        b'data: {"type":"content_chunk","id":"1","model":"m","delta":{"content":"hi"}}\n\n'
    )
    answer = Answer(body=events, headers={"Content-Type": "text/event-stream"})
    source = spec_of(corpus, "assistant_data", "2026-04")
    with made(source, "assistant", tmp_path) as package, server_of(lambda _: answer) as server:
        messages = [{"role": "user", "content": "hello"}]

        def chat(client: Any) -> Any:
            return attribute(client, "stream_chat_assistant")("a", messages=messages, stream=True)

        found = run(package, server.url, chat, api_key="k")
        assert [[chunk.type for chunk in chunks] for chunks in found] == [
            ["message_start", "content_chunk"]
        ] * 2
        assert server.requests[-1].json == {"messages": messages, "stream": True}
        assert server.requests[-1].headers["accept"] == "text/event-stream"


def test_pinecones_assistant_takes_files(corpus: Path, tmp_path: Path) -> None:
    answer = Answer.of_json({"name": "paper.pdf", "id": f"{0:032x}", "status": "Processing"})
    source = spec_of(corpus, "assistant_data")
    with made(source, "files", tmp_path) as package, server_of(lambda _: answer) as server:
        uploaded = run(
            package,
            server.url,
            lambda client: attribute(client, "upload_file")("a", file=file()),
            api_key="k",
        )
        assert [u.name for u in uploaded] == ["paper.pdf"] * 2
        assert b'filename="paper.pdf"' in server.requests[-1].body
        assert b"%PDF-1.7" in server.requests[-1].body
