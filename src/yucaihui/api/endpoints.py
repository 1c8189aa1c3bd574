"""The signed-in account itself: who am I here, and in which roles?"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema

from yucaihui.core.accounts.rules import roles_of

router = Router(tags=["account"])


class Me(Schema):
    id: str = Field(alias="uid")
    email: str
    language: str = Field(description="Language of letters: zh-hans or en.")
    roles: list[str]


@router.get("/me/", response=Me, summary=gettext_noop("The account behind this request"))
def me(request: HttpRequest) -> dict[str, Any]:
    user: Any = request.user
    return {
        "uid": user.uid,
        "email": user.email,
        "language": user.language,
        "roles": sorted(roles_of(user)),
    }
