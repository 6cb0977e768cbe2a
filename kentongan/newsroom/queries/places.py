"""Regions with all that lies below them, as conditions; and the KIM that live there."""

from collections.abc import Iterable

from django.db.models import Q

from kentongan.groups.models import Group, GroupQuerySet

from ..policies.reach import NATION


def below(codes: Iterable[str], path: str = "region__code") -> Q:
    """Whose region is one of these or lies below one; the nation holds all that have a region."""
    wanted = Q(pk__in=[])
    for code in codes:
        wanted |= Q(**{f"{path}__isnull": False}) if code == NATION else Q(**{path: code}) | Q(**{f"{path}__startswith": f"{code}."})
    return wanted


def kim_in(codes: Iterable[str]) -> GroupQuerySet:
    """The living KIM there: whom a task asks. A Forum KIM is not asked: its members are."""
    return Group.objects.living().filter(below(codes), kind=Group.Kind.KIM)
