"""Hand-made APIs: one operation, and what a test puts into it."""

from generator.diff import Side
from generator.ir.api import (
    Api,
    BodyEncoding,
    Content,
    ExactStatus,
    Operation,
    Parameter,
    ParameterLocation,
    ParameterStyle,
    RequestBody,
    Response,
    SecurityRequirement,
)
from generator.ir.schema import (
    AnyType,
    ComponentOrigin,
    Field,
    NamedType,
    ObjectSchema,
    SchemaDefinition,
    SchemaId,
    SchemaType,
)


def component(key: str) -> SchemaId:
    return SchemaId(f"/components/schemas/{key}")


def named(key: str) -> NamedType:
    return NamedType(id=component(key))


def thing(key: str, *fields: Field, closed: bool = False) -> ObjectSchema:
    id = component(key)
    return ObjectSchema(
        id=id,
        origin=ComponentOrigin(key=key),
        places=(id,),
        fields=fields,
        extra=None if closed else AnyType(),
    )


def prop(
    owner: str,
    name: str,
    type: SchemaType,
    *,
    required: bool = False,
    read_only: bool = False,
    write_only: bool = False,
) -> Field:
    return Field(
        wire_name=name,
        type=type,
        required=required,
        read_only=read_only,
        write_only=write_only,
        pointer=f"{component(owner)}/properties/{name}",
    )


def content(type: SchemaType, pointer: str, media_type: str = "application/json") -> Content:
    return Content(media_type=media_type, encoding=BodyEncoding.JSON, type=type, pointer=pointer)


def query(name: str, type: SchemaType, *, required: bool = False) -> Parameter:
    return Parameter(
        wire_name=name,
        location=ParameterLocation.QUERY,
        type=type,
        required=required,
        style=ParameterStyle.FORM,
        explode=True,
        pointer=f"/paths/~1things/post/parameters/{name}",
    )


def operation(
    *,
    path: str = "/things",
    takes: SchemaType | None = None,
    gives: SchemaType | None = None,
    parameters: tuple[Parameter, ...] = (),
    security: tuple[SecurityRequirement, ...] = (),
) -> Operation:
    pointer = f"/paths/{path.replace('/', '~1')}/post"
    body = f"{pointer}/requestBody"
    response = f"{pointer}/responses/200"
    return Operation(
        key=f"POST {path}",
        operation_id=None,
        method="POST",
        path=path,
        parameters=parameters,
        body=(
            RequestBody(
                required=True, contents=(content(takes, f"{body}/content/json"),), pointer=body
            )
            if takes is not None
            else None
        ),
        responses=(
            Response(
                status=ExactStatus(code=200),
                contents=(content(gives, f"{response}/content/json"),) if gives is not None else (),
                pointer=response,
            ),
        ),
        security=security,
        pointer=pointer,
    )


def side(*operations: Operation, definitions: tuple[SchemaDefinition, ...] = ()) -> Side:
    return Side(
        api=Api(
            title="things",
            version="1",
            servers=(),
            security_schemes=(),
            operations=operations,
            definitions=definitions,
        )
    )
