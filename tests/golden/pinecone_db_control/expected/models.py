"""Models of the db_control API, version 2025-04.

`None` in an optional field is left out of the JSON. A field that the specification does
not know is kept in `additional_properties` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, TypeAlias

from ._runtime.codec import check_map, check_object, optional, optional_as, required, required_as
from ._runtime.model import MapModel, Model, new

BackupModelMetric: TypeAlias = Literal["cosine", "euclidean", "dotproduct"] | str

ErrorResponseErrorCode: TypeAlias = (
    Literal[
        "OK",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "DEADLINE_EXCEEDED",
        "QUOTA_EXCEEDED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "UNAUTHENTICATED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS",
        "FORBIDDEN",
        "UNPROCESSABLE_ENTITY",
        "PAYMENT_REQUIRED",
    ]
    | str
)


@dataclass(slots=True, kw_only=True)
class BackupModel(Model):
    """The BackupModel describes the configuration and status of a Pinecone backup."""

    backup_id: str
    """Unique identifier for the backup."""
    source_index_name: str
    """Name of the index from which the backup was taken."""
    source_index_id: str
    """ID of the index."""
    name: str | None = None
    """Optional user-defined name for the backup."""
    description: str | None = None
    """Optional description providing context for the backup."""
    status: str
    """Current status of the backup (e.g., Initializing, Ready, Failed)."""
    cloud: str
    """Cloud provider where the backup is stored."""
    region: str
    """Cloud region where the backup is stored."""
    dimension: int | None = None
    """The dimensions of the vectors to be inserted in the index."""
    metric: BackupModelMetric | None = None
    """The distance metric to be used for similarity search. You can use 'euclidean', 'cosine', or
    'dotproduct'. If the 'vector_type' is 'sparse', the metric must be 'dotproduct'. If the
    `vector_type` is `dense`, the metric defaults to 'cosine'."""
    record_count: int | None = None
    """Total number of records in the backup."""
    namespace_count: int | None = None
    """Number of namespaces in the backup."""
    size_bytes: int | None = None
    """Size of the backup in bytes."""
    tags: IndexTags | None = None
    created_at: str | None = None
    """Timestamp when the backup was created."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.backup_id = required(rest, "backup_id", str)
        self.source_index_name = required(rest, "source_index_name", str)
        self.source_index_id = required(rest, "source_index_id", str)
        self.name = optional(rest, "name", str)
        self.description = optional(rest, "description", str)
        self.status = required(rest, "status", str)
        self.cloud = required(rest, "cloud", str)
        self.region = required(rest, "region", str)
        self.dimension = optional(rest, "dimension", int)
        self.metric = optional(rest, "metric", str)
        self.record_count = optional(rest, "record_count", int)
        self.namespace_count = optional(rest, "namespace_count", int)
        self.size_bytes = optional(rest, "size_bytes", int)
        self.tags = optional_as(rest, "tags", IndexTags.from_dict)
        self.created_at = optional(rest, "created_at", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "backup_id": self.backup_id,
            "source_index_name": self.source_index_name,
            "source_index_id": self.source_index_id,
            "status": self.status,
            "cloud": self.cloud,
            "region": self.region,
        }
        if self.name is not None:
            made["name"] = self.name
        if self.description is not None:
            made["description"] = self.description
        if self.dimension is not None:
            made["dimension"] = self.dimension
        if self.metric is not None:
            made["metric"] = self.metric
        if self.record_count is not None:
            made["record_count"] = self.record_count
        if self.namespace_count is not None:
            made["namespace_count"] = self.namespace_count
        if self.size_bytes is not None:
            made["size_bytes"] = self.size_bytes
        if self.tags is not None:
            made["tags"] = self.tags.to_dict()
        if self.created_at is not None:
            made["created_at"] = self.created_at
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class CreateBackupRequest(Model):
    """The configuration needed to create a backup of an index."""

    name: str | None = None
    """The name of the backup."""
    description: str | None = None
    """A description of the backup."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.name = optional(rest, "name", str)
        self.description = optional(rest, "description", str)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.name is not None:
            made["name"] = self.name
        if self.description is not None:
            made["description"] = self.description
        made |= self.additional_properties
        return made


@dataclass(slots=True, kw_only=True)
class ErrorResponse(Model):
    """The response shape used for all error responses."""

    status: int
    """The HTTP status code of the error."""
    error: ErrorResponseError
    """Detailed information about the error that occurred."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.status = required(rest, "status", int)
        self.error = required_as(rest, "error", ErrorResponseError.from_dict)
        return self

    def to_dict(self) -> dict[str, Any]:
        return {"status": self.status, "error": self.error.to_dict(), **self.additional_properties}


@dataclass(slots=True, kw_only=True)
class ErrorResponseError(Model):
    """Detailed information about the error that occurred."""

    code: ErrorResponseErrorCode
    message: str
    details: dict[str, Any] | None = None
    """Additional information about the error. This field is not guaranteed to be present."""
    additional_properties: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = rest = check_object(data)
        self.code = required(rest, "code", str)
        self.message = required(rest, "message", str)
        self.details = optional_as(rest, "details", check_object)
        return self

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.details is not None:
            made["details"] = self.details
        made |= self.additional_properties
        return made


@dataclass(slots=True, eq=False)
class IndexTags(MapModel[str]):
    """Custom user tags added to an index. Keys must be 80 characters or less. Values must be 120
    characters or less. Keys must be alphanumeric, '_', or '-'.  Values must be alphanumeric,
    ';', '@', '_', '-', '.', '+', or ' '. To unset a key, set the value to be an empty string."""

    additional_properties: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        self = new(cls)
        self.additional_properties = check_map(data, str)
        return self

    def to_dict(self) -> dict[str, Any]:
        return dict(self.additional_properties)
