"""A field for words of people."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from ..policies import cleaned


class Words(forms.CharField):
    """What a person typed or pasted, from WhatsApp or anywhere: cleaned of signs that cannot be kept, never cut off."""

    def __init__(self, *, most: int, lines: int = 1, one_line: bool = False, needed: bool = False, **kwargs: Any) -> None:
        """``needed``: a draft may be kept without it, but not sent; ``one_line``: several rows on a phone, still one line of text."""
        self.most, self.one_line, self.needed = most, one_line or lines == 1, needed
        kwargs.setdefault("required", needed)
        if lines > 1:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(strip=lines == 1, **kwargs)
        message = _("Terlalu panjang: %(show_value)d huruf, paling banyak %(limit_value)d.")
        self.validators.append(MaxLengthValidator(most, message))

    def to_python(self, value: Any) -> str:
        """The cleaned text; one line where the field has one."""
        text = cleaned(str(value)) if value not in self.empty_values else ""
        return " ".join(text.split()) if self.one_line else text

    def validate(self, value: Any) -> None:
        """Spaces alone are nothing; what is only needed for sending is asked for by require_complete."""
        if not self.needed:
            super().validate(value.strip() if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The limit as a counter, not as maxlength: that would cut off silently what is pasted."""
        return {**super().widget_attrs(widget), "data-most": str(self.most)}
