"""Form fields that forgive what can be forgiven and say plainly what cannot."""

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwen.portal import plain_text, wording

LINE, TEXT = 200, 20_000
MOST_FILES = 9
NOT_TOLD = _("这一项还没有填。")


class TextField(forms.CharField):
    """Some lines of text. Lengths are told by the server: `maxlength` would cut a paste without a word."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, most: int = TEXT, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": NOT_TOLD})
        super().__init__(strip=False, **kwargs)
        self.most = most
        self.validators = []  # control characters are dropped in `to_python`

    def to_python(self, value: object) -> str:
        text = self.tidy(str(value or ""))
        if len(text) > self.most:
            raise ValidationError(wording.too_long(self.most), code="too_long")
        return text

    def tidy(self, text: str) -> str:
        return plain_text.lines(text)


class LineField(TextField):
    """One line of text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"most": LINE, "widget": forms.TextInput, **kwargs})

    def tidy(self, text: str) -> str:
        return plain_text.one_line(text)


class NumberField(LineField):
    """A figure; blank is None."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace(",", "").replace("，", "")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise ValidationError(gettext("请只填数字，例如 12 或 3.5。"), code="number")
        return int(number) if number.is_integer() and abs(number) < 2**53 else number


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002 Django's signature
        return files.getlist(name) if isinstance(files, MultiValueDict) else files.get(name)


class FilesField(forms.Field):
    """Any number of photos or documents up to `MOST_FILES`; what may be in them is the application's to judge."""

    widget = FilesInput

    def clean(self, value: Any) -> "list[UploadedFile[Any]]":
        files = list(value or [])
        if len(files) > MOST_FILES:
            raise ValidationError(
                gettext("一次最多选 %(most)s 个文件，其余的可以稍后再传。") % {"most": MOST_FILES}
            )
        return files
