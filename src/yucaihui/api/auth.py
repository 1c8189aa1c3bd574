"""Two ways to sign in: the site's session for its own pages, a personal key for programs.

Keys are 256 random bits, of which only a digest is kept: guessing is hopeless, so failures need no
counting. A session's cookie is sent by any page that makes the browser do it, so whoever signs in
with it has to prove with the CSRF token that the request comes from our own pages.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer, SessionAuth

from yucaihui.core.accounts.middleware import lacks_second_factor
from yucaihui.core.accounts.tokens import user_of_key


class SecondFactorNeeded(PermissionDenied):
    """The account's role handles other people's data; it has to set up a second factor first."""


class Key(HttpBearer):
    """`Authorization: Bearer ych_…`: a personal key made on one's settings page."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The key's owner. A key that is not good is refused, whatever session comes with it.

        Raises:
            AuthenticationError: no such key, or its day or its account has ended.
            SecondFactorNeeded: staff are held to their second factor with a key too.
        """
        user = user_of_key(token, timezone.localdate())
        if user is None:
            raise AuthenticationError
        if lacks_second_factor(user):
            raise SecondFactorNeeded
        request.user = user
        return user


class Session(SessionAuth):
    """The session of the site's own pages; whatever writes sends the CSRF token too."""

    def __call__(self, request: HttpRequest) -> Any:
        # Nobody is told about a missing CSRF token who has not signed in at all.
        return super().__call__(request) if request.user.is_authenticated else None
