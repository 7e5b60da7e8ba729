"""Third reader: Operations tagged text-to-speech."""

from typing import Final

from .._runtime.operation import Operation
from .._runtime.options import RequestOptions
from .._runtime.readers import no_body
from .._runtime.transport import AsyncTransport, Transport
from ..errors import ErrorBody, status_error

TEXT_TO_SPEECH: Final[Operation[None, ErrorBody]] = Operation(
    id="Text_to_speech_v1_text_to_speech__voice_id__post",
    method="POST",
    path="/v1/text-to-speech/{voice_id}",
    result=no_body,
    error_body=no_body,
    error=status_error,
)

TEXT_TO_SPEECH_STREAM: Final[Operation[None, ErrorBody]] = Operation(
    id="Text_to_speech_v1_text_to_speech__voice_id__stream_post",
    method="POST",
    path="/v1/text-to-speech/{voice_id}/stream",
    result=no_body,
    error_body=no_body,
    error=status_error,
)


class TextToSpeechApi:
    """Operations tagged text-to-speech."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def text_to_speech(
        self,
        voice_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Text To Speech.

        `POST /v1/text-to-speech/{voice_id}`
        """
        return self._transport.call(TEXT_TO_SPEECH, path={"voice_id": voice_id}, options=options)

    def text_to_speech_stream(
        self,
        voice_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Text To Speech.

        `POST /v1/text-to-speech/{voice_id}/stream`
        """
        return self._transport.call(
            TEXT_TO_SPEECH_STREAM, path={"voice_id": voice_id}, options=options
        )


class AsyncTextToSpeechApi:
    """`TextToSpeechApi`, awaited."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def text_to_speech(
        self,
        voice_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Text To Speech.

        `POST /v1/text-to-speech/{voice_id}`
        """
        return await self._transport.call(
            TEXT_TO_SPEECH, path={"voice_id": voice_id}, options=options
        )

    async def text_to_speech_stream(
        self,
        voice_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Text To Speech.

        `POST /v1/text-to-speech/{voice_id}/stream`
        """
        return await self._transport.call(
            TEXT_TO_SPEECH_STREAM, path={"voice_id": voice_id}, options=options
        )
