"""Forms of folders of CVs."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.directory.services.cv_batches import MAX_FILES, MAX_TOTAL
from yucaihui.directory.services.cv_reading import LIMITS
from yucaihui.directory.services.resumes import MAX_BYTES
from yucaihui.ui.forms import BilingualMixin, FilesDrop, FilesField

ACCEPT = ".pdf,.docx,.json,.xml,.md,.txt,.zip"


def limits() -> dict[str, int]:
    """What one upload may hold, for the texts that say so."""
    mib = 2**20
    return {
        "files": MAX_FILES,
        "each": MAX_BYTES // mib,
        "total": MAX_TOTAL // mib,
        "members": LIMITS.members,
        "unpacked": LIMITS.unpacked // mib,
    }


class CvUploadForm(forms.Form):
    documents = FilesField(label=_("CVs, or a ZIP file of them"), widget=FilesDrop(accept=ACCEPT))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["documents"].help_text = (
            _(
                "PDF, DOCX, JSON Resume, Europass XML or Markdown, at most %(each)d MB each, up to"
                " %(files)d files and %(total)d MB at once. A ZIP may hold %(members)d files in"
                " any folders, %(unpacked)d MB unpacked."
            )
            % limits()
        )


class CorrectForm(BilingualMixin, forms.Form):
    """Who a CV is of."""

    bilingual = ("name",)

    name_zh = forms.CharField(
        label=pgettext_lazy("person", "Name (Chinese)"), max_length=60, required=False
    )
    name_en = forms.CharField(
        label=pgettext_lazy("person", "Name (English)"), max_length=80, required=False
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Without one nobody can be invited, and the CV is erased in time."),
    )
