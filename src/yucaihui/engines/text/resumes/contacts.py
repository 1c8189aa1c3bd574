"""E-mail addresses, telephone numbers, profiles and addresses on the web."""

import re
from collections.abc import Iterable

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?[@＠]\s?[\w-]+(?:\.[\w-]+)+(?<![.-])")
_MOBILE_CN = r"(?:[(（]?(?:\+|00)?86[)）]?[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}"
_LANDLINE_CN = r"[(（]?0\d{2,3}[)）]?[\s-]\d{7,8}"
_INTERNATIONAL = r"(?:\+|00)\d{1,3}[\s.-]?(?:\(\d{1,4}\)[\s.-]?)?\d{1,4}(?:[\s.-]?\d{2,4}){1,5}"
_AMERICAN = r"\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}"
PHONE = re.compile(
    rf"(?<![\w.-])(?:{_MOBILE_CN}|{_LANDLINE_CN}|{_INTERNATIONAL}|{_AMERICAN})(?![\d-]*[\dXx](?!\w))(?!\w)"
)
# 18 characters with a birth date inside, or the old 15 digits beside the word.
IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
URL = re.compile(
    r"(?:https?://|www\.)[^\s|，。；、<>\"'（）]+"
    r"|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|me|cn|edu|ai|co|info|tech|app|xyz|site|de|uk|eu|fr|ch)(?![\w.@])(?:/[^\s|，。；、<>\"']*)?",
    re.IGNORECASE,
)
_NETWORKS = {
    "linkedin.com": "LinkedIn",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "gitee.com": "Gitee",
    "orcid.org": "ORCID",
    "scholar.google": "Google Scholar",
    "researchgate.net": "ResearchGate",
    "twitter.com": "X",
    "x.com": "X",
    "stackoverflow.com": "Stack Overflow",
    "zhihu.com": "知乎",
    "csdn.net": "CSDN",
    "kaggle.com": "Kaggle",
    "medium.com": "Medium",
    "facebook.com": "Facebook",
}


def find_email(text: str) -> str | None:
    """The first e-mail address in `text`."""
    found = EMAIL.search(text)
    return re.sub(r"\s", "", found[0]).replace("＠", "@") if found else None


def find_phone(text: str) -> str | None:
    """The first telephone number in `text` as written; no date, no identity number."""
    for found in PHONE.finditer(IDENTITY.sub(" ", text)):
        number = found[0].strip()
        if 7 <= len(re.sub(r"\D", "", number)) <= 15 and not re.fullmatch(
            r"(?:19|20)\d\d\W.*", number
        ):
            return number
    return None


def network_of(address: str) -> str | None:
    """Name of the network an address belongs to."""
    bare = re.sub(r"^https?://(?:www\.)?", "", address.lower())
    return next(
        (name for host, name in _NETWORKS.items() if bare.split("/")[0].endswith(host)), None
    )


def profiles_and_url(addresses: Iterable[str]) -> tuple[list[dict[str, str]], str | None]:
    """Profiles on known networks, each once, and the first other address."""
    profiles: dict[str, dict[str, str]] = {}
    url = None
    for address in addresses:
        whole = address if "://" in address else f"https://{address}"
        network = network_of(whole)
        path = re.sub(r"^https?://[^/]+/?", "", whole).strip("/")
        if network and path:
            username = re.sub(r"^(?:in|people|citations\?user=|profile)/", "", path)
            profiles.setdefault(network, {"network": network, "username": username, "url": whole})
        elif not network and url is None:
            url = whole
    return list(profiles.values()), url


def drop_identities(text: str) -> tuple[str, int]:
    """`text` without identity-card numbers, and how many there were."""
    return IDENTITY.subn("", text)
