"""What a package is called where nobody says it."""

import pytest

from generator.config import ApiConfig
from generator.ir.api import Api
from generator.name.package import package_name


def titled(title: str) -> Api:
    return Api(
        title=title, version="1", servers=(), security_schemes=(), operations=(), definitions=()
    )


@pytest.mark.parametrize(
    ("title", "package"),
    [
        *(("Petstore", "petstore"), ("json", "json_api"), ("Email", "email_api")),
        *(("httpx2", "httpx2_api"), ("2captcha", "api_2captcha"), ("", "api"), ("class", "class_")),
    ],
)
def test_a_package_hides_no_module(title: str, package: str) -> None:
    assert package_name(titled(title), ApiConfig(name="", sources=("x",))) == package


def test_a_name_that_a_person_gave_stays() -> None:
    assert package_name(titled("x"), ApiConfig(name="", sources=("x",), package="json")) == "json"
