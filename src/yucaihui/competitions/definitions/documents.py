"""What an award asks for before its prize is paid:
[{"code": "identity", "label_zh": "身份证明", "label_en": "Proof of identity"}, …]."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yucaihui.competitions.definitions.errors import need_label, parts_of


@dataclass(frozen=True)
class DocumentAsked:
    code: str
    label_zh: str = ""
    label_en: str = ""


# What a payment usually needs; the office changes it for each award.
USUAL = (
    DocumentAsked("identity", "身份证明", "Proof of identity"),
    DocumentAsked("bank_account", "银行账户证明", "Proof of the bank account"),
    DocumentAsked("tax", "发票或完税证明", "Invoice or proof of tax paid"),
)


def read_documents(content: Any) -> tuple[DocumentAsked, ...]:
    """Read the list as stored.

    Raises:
        BadDefinition: no list, or one has no code of its own or no name.
    """
    parts = parts_of({"documents": content}, "documents")
    return tuple(read_document(part, place) for place, part in enumerate(parts, 1))


def read_document(part: Mapping[str, Any], place: int) -> DocumentAsked:
    need_label(part, place)
    known = {name: part[name] for name in DocumentAsked.__dataclass_fields__ if name in part}
    return DocumentAsked(**known)
